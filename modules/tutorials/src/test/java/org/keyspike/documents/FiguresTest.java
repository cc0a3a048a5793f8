package org.keyspike.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keyspike.documents.Documents.PageLine;

/**
 * Figures of pages against the runs in the CSVs that they are of: mean and standard deviation over
 * seeds, as printed.
 */
class FiguresTest {
  private static final Path RESULTS = Documents.HOME.resolve("docs/results");
  private static final Path EAR = RESULTS.resolve("ear.md");
  private static final String RECIPE = "recipe";

  /** The rows of a CSV without quotes, by column. */
  private static List<Map<String, String>> rows(String file) throws IOException {
    List<String> lines = Files.readAllLines(RESULTS.resolve(file));
    String[] names = lines.get(0).split(",");
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      assertEquals(names.length, cells.length, line);
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < names.length; i++) {
        row.put(names[i], cells[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<Double> runs(String recipe, String column) throws IOException {
    return rows("ear.csv").stream()
        .filter(row -> row.get(RECIPE).equals(recipe))
        .map(row -> Double.valueOf(row.get(column)))
        .toList();
  }

  private static List<Double> noise(String recipe, String condition, String level)
      throws IOException {
    return rows("ear-noise.csv").stream()
        .filter(row -> row.get(RECIPE).equals(recipe))
        .filter(row -> row.get("condition").equals(condition) && row.get("level").equals(level))
        .map(row -> Double.valueOf(row.get("accuracy")))
        .toList();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** As pages print it: mean ± standard deviation, or the one value. */
  private static String printed(List<Double> values, int decimals) {
    String format = "%." + decimals + "f";
    double mean = mean(values);
    String text = String.format(Locale.ROOT, format, mean);
    if (values.size() == 1) {
      return text;
    }
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    double deviation = Math.sqrt(squares / (values.size() - 1));
    return text + " ± " + String.format(Locale.ROOT, format, deviation);
  }

  /** The table rows of a page whose first cell begins with something. */
  private static List<List<String>> table(Path page, String start) throws IOException {
    return Documents.lines(page).stream()
        .map(PageLine::text)
        .filter(text -> text.startsWith("| " + start))
        .map(text -> List.of(text.substring(2, text.length() - 2).split(" \\| ", -1)))
        .toList();
  }

  @Test
  void theTableOfTheReadmeIsThatOfItsRuns() throws IOException {
    Path readme = Documents.HOME.resolve("README.md");
    for (String recipe : List.of("compress.yaml", "tiny.yaml")) {
      List<List<String>> found = table(readme, recipe);
      assertEquals(1, found.size(), recipe);
      List<Double> bytes = runs(recipe, "loadedBytes");
      assertEquals(5, bytes.size(), "seeds");
      List<String> expected =
          List.of(
              printed(runs(recipe, "testAccuracy"), 4),
              printed(noise(recipe, "recordings", "10"), 3),
              printed(noise(recipe, "recordings", "0"), 3),
              String.format(Locale.ROOT, "%,.0f", bytes.stream().max(Double::compare).get()),
              String.format(Locale.ROOT, "%.0f", mean(runs(recipe, "cyclesPerFrame"))),
              String.format(Locale.ROOT, "%.1f", mean(runs(recipe, "microwatts"))));
      assertEquals(expected, found.get(0).subList(1, 7), recipe);
    }
  }

  @Test
  void theTablesInNoiseAreThoseOfTheirRuns() throws IOException {
    List<String> head = table(EAR, "condition").get(0);
    int checked = 0;
    for (String condition : List.of("recordings", "speech-shaped", "babble")) {
      for (String level : List.of("20", "10", "5", "0")) {
        String name = condition + ", " + level + " dB";
        List<String> row = table(EAR, name).get(0);
        for (int i = 1; i < head.size(); i++) {
          String recipe = head.get(i).substring(0, head.get(i).indexOf(" ("));
          assertEquals(printed(noise(recipe, condition, level), 3), row.get(i), name);
          checked++;
        }
      }
    }
    assertEquals(24, checked, "cells of two recipes");
  }

  @Test
  void everyImageWasIdenticalOnEveryClip() throws IOException {
    for (Map<String, String> run : rows("ear.csv")) {
      assertEquals("795", run.get("identicalClips"), run::toString);
    }
  }
}
