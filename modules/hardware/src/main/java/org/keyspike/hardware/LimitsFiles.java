package org.keyspike.hardware;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.keyspike.io.InputException;

/**
 * The files of the {@link LimitsNetwork} beside an image: {@code limits.kswi} and {@code
 * limits.kska}, or {@code NAME.limits.kswi} and so on beside an image {@code NAME.kswi} that is not
 * called {@value WeightImage#FILE_NAME}.
 *
 * @param image of the network
 * @param answers that it must give
 */
public record LimitsFiles(Path image, Path answers) {
  private static final String EXTENSION = ".kswi";

  /** The places beside an image file, whether or not there is anything. */
  public static LimitsFiles beside(Path image) {
    String name = image.getFileName().toString();
    String own =
        name.equals(WeightImage.FILE_NAME)
            ? ""
            : (name.endsWith(EXTENSION)
                    ? name.substring(0, name.length() - EXTENSION.length())
                    : name)
                + ".";
    return new LimitsFiles(
        image.resolveSibling(own + LimitsNetwork.IMAGE_FILE),
        image.resolveSibling(own + LimitsNetwork.ANSWERS_FILE));
  }

  /** Whether both are there. */
  public boolean exist() {
    return Files.exists(image) && Files.exists(answers);
  }

  /** Both. */
  public List<Path> all() {
    return List.of(image, answers);
  }

  /** Writes the network that goes beside an image, and its answers. */
  public void write(WeightImage beside) throws IOException {
    WeightImage limits = LimitsNetwork.beside(beside);
    ImageWriter.write(limits, image);
    KnownAnswersWriter.write(LimitsNetwork.answers(limits), answers);
  }

  /**
   * Reads the answers.
   *
   * @param read the image, read from its file
   * @throws InputException if they are damaged, or of another image
   */
  public KnownAnswers answersOf(WeightImage read) throws IOException {
    return KnownAnswersReader.readOf(answers, read, image);
  }
}
