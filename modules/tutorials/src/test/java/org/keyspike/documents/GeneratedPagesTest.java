package org.keyspike.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Pages, and parts of pages, that are made from code are up to date. {@code mvn -B -pl
 * modules/tutorials -am test -Dtest=GeneratedPagesTest -Dkeyspike.documents.write=true
 * -Dsurefire.failIfNoSpecifiedTests=false} writes them.
 */
class GeneratedPagesTest {
  private static final boolean WRITE = Boolean.getBoolean("keyspike.documents.write");

  @Test
  void recipes() throws IOException {
    hold(Documents.HOME.resolve("docs/recipes.md"), RecipesPage.text());
  }

  @Test
  void commands() throws IOException {
    hold(Documents.HOME.resolve("docs/reference/commands.md"), CommandsPage.text());
  }

  /** A code block after a comment that names file and region is that region. */
  @Test
  void codeInPages() throws IOException {
    List<Path> shown = new ArrayList<>();
    for (Path page : Documents.pages()) {
      String text = CodeRegions.filled(page);
      if (CodeRegions.any(page)) {
        shown.add(page);
      }
      hold(page, text);
    }
    assertEquals(false, shown.isEmpty(), "pages show code");
  }

  private static void hold(Path page, String text) throws IOException {
    if (WRITE) {
      Files.createDirectories(page.getParent());
      if (!Files.exists(page) || !Files.readString(page).equals(text)) {
        Files.writeString(page, text);
      }
    }
    assertEquals(text, Files.exists(page) ? Files.readString(page) : "", page.toString());
  }
}
