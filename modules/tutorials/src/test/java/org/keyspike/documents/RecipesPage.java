package org.keyspike.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keyspike.pipeline.recipe.Recipe;

/** docs/recipes.md: every key of a recipe, from the comments of defaults.yaml. */
final class RecipesPage {
  private static final Pattern KEY = Pattern.compile("( *)([A-Za-z][A-Za-z0-9]*):(?: (.*))?");

  private RecipesPage() {}

  static String text() throws IOException {
    StringBuilder page = new StringBuilder(read(RecipesPage.class, "recipes-head.md"));
    List<String> path = new ArrayList<>();
    List<String> comment = new ArrayList<>();
    String said = "";
    for (String line : read(Recipe.class, "defaults.yaml").split("\n")) {
      Matcher key = KEY.matcher(line);
      if (line.strip().startsWith("#")) {
        comment.add(line.strip().replaceFirst("# ?", ""));
      } else if (line.isBlank()) {
        comment.clear();
        said = "";
      } else if (key.matches()) {
        int depth = key.group(1).length() / 2;
        while (path.size() > depth) {
          path.remove(path.size() - 1);
        }
        path.add(key.group(2));
        if (!comment.isEmpty()) {
          said = sentence(comment);
        }
        section(page, path, key.group(3), comment, said);
        comment.clear();
      }
    }
    return page.toString();
  }

  private static void section(
      StringBuilder page, List<String> path, String value, List<String> comment, String said) {
    String key = String.join(".", path);
    if (value == null) {
      if (path.size() == 1) {
        page.append("\n## ").append(key).append("\n\n");
      } else {
        page.append("\n### ").append(key).append("\n\n");
      }
      if (!comment.isEmpty()) {
        if (comment.stream().anyMatch(line -> line.startsWith(" "))) {
          page.append("```\n").append(String.join("\n", comment)).append("\n```\n\n");
        } else {
          page.append(said).append("\n\n");
        }
      }
      return;
    }
    if (path.size() == 1) {
      page.append("\n## ").append(key).append("\n\n");
    }
    page.append("- `").append(key).append(": ").append(value).append("`");
    page.append(comment.isEmpty() ? "" : ". " + said).append("\n");
  }

  private static String sentence(List<String> comment) {
    return String.join(" ", comment).replaceAll(" +", " ").strip();
  }

  private static String read(Class<?> beside, String name) throws IOException {
    try (InputStream in = beside.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
