package org.keyspike.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every link of every document leads somewhere, and every page of docs is reached by links. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final int WIDEST_ROW = 110;
  private static final int LONGEST_README = 120;

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    Map<Path, Set<String>> anchors = new HashMap<>();
    for (Path page : Documents.pages()) {
      for (Documents.PageLine line : Documents.lines(page)) {
        for (String target : links(line)) {
          String[] parts = target.split("#", 2);
          Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
          String place = Documents.place(page, line.number()) + ": " + target;
          if (!Files.exists(file)) {
            broken.add(place);
          } else if (parts.length == 2 && file.toString().endsWith(".md")) {
            if (!anchors.containsKey(file)) {
              anchors.put(file, anchors(file));
            }
            if (!anchors.get(file).contains(parts[1])) {
              broken.add(place + " (no such heading)");
            }
          }
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  @Test
  void everyPageOfDocsIsReachedFromTheReadme() throws IOException {
    Set<Path> reached = new HashSet<>();
    List<Path> next = new ArrayList<>(List.of(Documents.HOME.resolve("README.md")));
    while (!next.isEmpty()) {
      Path page = next.remove(next.size() - 1);
      if (!reached.add(page) || !page.toString().endsWith(".md")) {
        continue;
      }
      for (Documents.PageLine line : Documents.lines(page)) {
        for (String target : links(line)) {
          Path file = page.resolveSibling(target.split("#", 2)[0]).normalize();
          if (!target.startsWith("#") && Files.isRegularFile(file)) {
            next.add(file);
          }
        }
      }
    }
    List<Path> lost =
        Documents.pages().stream()
            .filter(page -> page.startsWith(Documents.HOME.resolve("docs")))
            .filter(page -> !reached.contains(page))
            .toList();
    assertEquals(List.of(), lost);
  }

  @Test
  void tablesAreNarrowAndTheReadmeShort() throws IOException {
    List<String> wide = new ArrayList<>();
    for (Path page : Documents.pages()) {
      boolean generated = page.toString().contains("/models/gsc-mini/");
      boolean own = page.getFileName().toString().equals("CHANGELOG.md");
      for (Documents.PageLine line : Documents.lines(page)) {
        int width = line.text().codePointCount(0, line.text().length());
        if (!line.code()
            && !generated
            && !own
            && line.text().startsWith("|")
            && width > WIDEST_ROW) {
          wide.add(Documents.place(page, line.number()) + ": " + width);
        }
      }
    }
    assertEquals(List.of(), wide);
    int length = Files.readAllLines(Documents.HOME.resolve("README.md")).size();
    assertTrue(length <= LONGEST_README, () -> "README.md has " + length + " lines");
  }

  private static List<String> links(Documents.PageLine line) {
    List<String> targets = new ArrayList<>();
    if (!line.code()) {
      Matcher link = LINK.matcher(line.text().replaceAll("`[^`]*`", ""));
      Matcher image = Pattern.compile("!\\[[^\\]]*]\\(([^)\\s]+)\\)").matcher(line.text());
      while (link.find()) {
        if (!link.group(1).matches("[a-z]+:.*")) {
          targets.add(link.group(1));
        }
      }
      while (image.find()) {
        targets.add(image.group(1));
      }
    }
    return targets;
  }

  /** Anchors as the usual forges make them of headings. */
  private static Set<String> anchors(Path page) throws IOException {
    Map<String, Integer> seen = new HashMap<>();
    Set<String> anchors = new HashSet<>();
    for (Documents.PageLine line : Documents.lines(page)) {
      if (!line.code() && line.text().matches("#{1,6} .*")) {
        String anchor =
            line.text()
                .replaceFirst("#+ ", "")
                .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .strip()
                .replace(' ', '-');
        int before = seen.merge(anchor, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? anchor : anchor + "-" + before);
      }
    }
    return anchors;
  }
}
