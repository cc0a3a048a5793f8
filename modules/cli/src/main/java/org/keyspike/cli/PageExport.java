package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.keyspike.deploy.Listener;
import org.keyspike.deploy.browser.BrowserPage;
import org.keyspike.deploy.browser.PageCard;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.KnownAnswersReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.RunFolder;

/** The page of {@code export --format html}. */
final class PageExport {
  private static final String IMAGE = "the image; keyspike export makes both anew";

  private PageExport() {}

  /** Where the page goes if nobody says: into the run's folder, or beside the file. */
  static Path place(Path source) {
    return Files.isDirectory(source)
        ? new RunFolder(source).page()
        : source.resolveSibling(BrowserPage.FILE_NAME);
  }

  /**
   * Writes it.
   *
   * @param out a file of that ending, or a folder
   */
  static List<Path> write(Exported network, Path out) throws IOException {
    network.image().requireLayers("the page for a browser");
    Listener listener = Listener.of(network.source(), network.image());
    PageCard card = new PageCard(name(network.source()), PageFigures.of(network));
    Path file = out.toString().endsWith(".html") ? out : out.resolve(BrowserPage.FILE_NAME);
    try {
      BrowserPage.write(listener, card, answers(network), file);
    } catch (IllegalArgumentException e) {
      throw new InputException(network.answers(), "answers of another image", "those of " + IMAGE)
          .because(e);
    }
    return List.of(file);
  }

  private static Optional<KnownAnswers> answers(Exported network) throws IOException {
    if (!Files.exists(network.answers())) {
      return Optional.empty();
    }
    return Optional.of(KnownAnswersReader.readOf(network.answers(), network.image(), IMAGE));
  }

  /** The folder's name, where the file has none of its own. */
  private static String name(Path source) {
    Path file = source.toAbsolutePath().normalize();
    boolean own = !file.getFileName().toString().equals(WeightImage.FILE_NAME);
    return (own ? file : file.getParent()).getFileName().toString();
  }
}
