package org.keyspike.experiment.budget;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keyspike.evaluation.Interval;
import org.keyspike.evaluation.ParetoFront;
import org.keyspike.io.InputException;
import org.keyspike.io.JsonFile;
import org.keyspike.io.TextTable;
import org.keyspike.report.FrontPlot;
import org.keyspike.report.Labels;

/**
 * The result of a search for a budget: budget.json. Nothing in it was scored on the test part.
 *
 * @param budget that was asked for
 * @param by what accuracies here are the mean of: speakers, or clips where speakers are not known
 * @param floatAccuracy of the float network on the validation part
 * @param tried rungs, by their number: the trade-off
 * @param chosen the number of the one that was taken
 * @param kept whether it keeps to the budget; if not it is the one that comes nearest
 */
public record BudgetResult(
    Budget budget,
    Interval.Unit by,
    double floatAccuracy,
    List<Tried> tried,
    int chosen,
    boolean kept) {

  public BudgetResult {
    if (tried == null || tried.isEmpty()) {
      throw new IllegalArgumentException("found nothing tried");
    }
    by = by == null ? Interval.Unit.CLIPS : by;
    tried = List.copyOf(tried);
  }

  /**
   * A rung that was compressed.
   *
   * @param rung its number
   * @param label what is left, for people
   * @param bytes of its image
   * @param mmacs its effective work on the validation part, in million operations a second
   * @param accuracy of it on the integer grid, on the validation part
   * @param drop percentage points that it lies below the float network's
   */
  public record Tried(
      @JsonProperty("level") int rung,
      String label,
      long bytes,
      double mmacs,
      double accuracy,
      double drop) {}

  void write(Path file) throws IOException {
    JsonFile.write(file, this);
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it holds something else
   */
  public static BudgetResult read(Path file) throws IOException {
    return JsonFile.read(file, BudgetResult.class, "what a search for a budget tried");
  }

  /** Validation accuracy against bytes of all that was tried. */
  public List<ParetoFront.Point> points() {
    return tried.stream()
        .map(one -> new ParetoFront.Point(one.label, one.bytes, one.accuracy))
        .toList();
  }

  /** Accuracy against bytes. */
  void draw(Path file) throws IOException {
    List<ParetoFront.Point> points = points();
    FrontPlot.write(
        file,
        new Labels("What accuracy costs in bytes", "bytes", "validation accuracy"),
        Map.of("compressed", points),
        "Pareto front",
        ParetoFront.of(points));
  }

  /** The trade-off as a table. */
  public String text() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("left", "bytes", "effective MMAC/s", "validation accuracy", "points lost"));
    for (Tried one : tried) {
      rows.add(
          List.of(
              one.label + (one.rung == chosen ? " *" : ""),
              String.format(Locale.ROOT, "%,d", one.bytes),
              String.format(Locale.ROOT, "%.3f", one.mmacs),
              String.format(Locale.ROOT, "%.4f", one.accuracy),
              String.format(Locale.ROOT, "%.2f", one.drop)));
    }
    return TextTable.of(rows)
        + String.format(
            "%n* taken, by the validation part, mean over its %s: %s.%n%n",
            by.text(),
            kept ? "it keeps to the budget" : "none keeps to the budget, this comes nearest");
  }
}
