package org.keyspike.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The documents of the repository, and what stands in their code blocks. */
final class Documents {
  /** The repository. */
  static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();

  private static final String FENCE = "```";

  private Documents() {}

  /** All pages that people read, in order: those at the top, in docs, recipes, models, modules. */
  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> top = Files.list(HOME)) {
      top.filter(Documents::markdown).forEach(pages::add);
    }
    for (String folder : List.of("docs", "recipes", "models", "modules", ".github")) {
      try (Stream<Path> all = Files.walk(HOME.resolve(folder))) {
        all.filter(Documents::markdown)
            .filter(page -> !page.toString().matches(".*/(target|src)/.*"))
            .forEach(pages::add);
      }
    }
    return pages.stream().sorted().toList();
  }

  private static boolean markdown(Path file) {
    return file.toString().endsWith(".md");
  }

  /**
   * A line of a page.
   *
   * @param number from 1
   * @param text of it
   * @param code whether it stands in a code block
   */
  record PageLine(int number, String text, boolean code) {}

  /** The lines of a page, those of fences left out. */
  static List<PageLine> lines(Path page) throws IOException {
    List<PageLine> lines = new ArrayList<>();
    boolean code = false;
    int number = 0;
    for (String text : Files.readAllLines(page)) {
      number++;
      if (text.strip().startsWith(FENCE)) {
        code = !code;
      } else {
        lines.add(new PageLine(number, text, code));
      }
    }
    return lines;
  }

  /** A place in a page, for messages. */
  static String place(Path page, int line) {
    return HOME.relativize(page) + ":" + line;
  }
}
