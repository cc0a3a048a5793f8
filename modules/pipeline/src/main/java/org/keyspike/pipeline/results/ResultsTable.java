package org.keyspike.pipeline.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.keyspike.datasets.speechcommands.WordSelection;
import org.keyspike.io.TextTable;

/** Results as a table in Markdown, which is readable on a terminal too, and a closing line. */
public final class ResultsTable {
  private static final List<String> HEADERS =
      List.of(
          "stage",
          "test accuracy",
          "95 % interval",
          "bytes",
          "non-zero weights",
          "encoder rate",
          "layer rates");

  private ResultsTable() {}

  /** The table, what the image costs, and whether all agreed. */
  public static String of(Results results) {
    StringBuilder text = new StringBuilder(TextTable.of(cells(results)));
    Results.Row last = results.last();
    text.append(
        String.format(
            Locale.ROOT,
            "%nTest part: %,d %s of %s, seed %d. Image: %,d bytes, of which the machine loads %,d."
                + " Cycles per frame: mean %.1f, worst %,d.%n",
            last.count(),
            results.unit(),
            results.dataset(),
            results.seed(),
            last.bytes(),
            results.loadedBytes(),
            results.cyclesPerFrame().mean(),
            results.cyclesPerFrame().max()));
    text.append(agreement(results.agreement()));
    if (last.classes().stream().anyMatch(c -> c.name().equals(WordSelection.UNKNOWN))) {
      text.append(String.format("%n%n")).append(ofClasses(last));
    }
    boolean remarks = results.remarks() != null && !results.remarks().isEmpty();
    text.append(remarks || results.recorded() != null ? String.format("%n") : "");
    if (results.recorded() != null) {
      Results.Recorded recorded = results.recorded();
      text.append(
          String.format(
              Locale.ROOT,
              "%nThe %,d test clips that are recordings: accuracy %.4f (%.4f–%.4f).",
              recorded.count(),
              recorded.accuracy(),
              recorded.interval().get(0),
              recorded.interval().get(1)));
    }
    if (remarks) {
      results.remarks().forEach(remark -> text.append(String.format("%nNote: %s.", remark)));
    }
    return text.toString();
  }

  /** The score of each class: what matters where some clips are to be left unanswered. */
  private static String ofClasses(Results.Row row) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("class", "test clips", "recall", "precision"));
    for (ClassScore score : row.classes()) {
      cells.add(
          List.of(
              score.name(),
              String.format(Locale.ROOT, "%,d", score.count()),
              String.format(Locale.ROOT, "%.4f", score.recall()),
              String.format(Locale.ROOT, "%.4f", score.precision())));
    }
    return TextTable.of(cells).stripTrailing();
  }

  /** The cells of the table; the first row holds the names of the columns. */
  public static List<List<String>> cells(Results results) {
    List<List<String>> cells = new ArrayList<>();
    boolean phones = results.rows().stream().anyMatch(row -> row.phoneErrorRate() != null);
    cells.add(withPhones(HEADERS, phones ? "phone error rate" : null));
    for (Results.Row row : results.rows()) {
      cells.add(
          withPhones(
              cells(row),
              phones ? String.format(Locale.ROOT, "%.4f", row.phoneErrorRate()) : null));
    }
    return cells;
  }

  private static List<String> withPhones(List<String> row, String cell) {
    List<String> longer = new ArrayList<>(row);
    if (cell != null) {
      longer.add(3, cell);
    }
    return longer;
  }

  /** Whether all forms on the grid said the same, a sentence. */
  public static String agreement(Results.Agreement agreement) {
    String on =
        String.format(
            Locale.ROOT, "(%,d clips, %,d frames)", agreement.clips(), agreement.frames());
    return agreement.identical()
        ? "QAT forward, integer network and simulator gave identical spikes and logits on every test"
            + " clip "
            + on
            + "."
        : String.format(
            Locale.ROOT,
            "QAT forward, integer network and simulator DIFFER in %,d numbers %s; the first: %s",
            agreement.mismatches(),
            on,
            agreement.firstMismatch());
  }

  private static List<String> cells(Results.Row row) {
    return List.of(
        row.stage(),
        String.format(Locale.ROOT, "%.4f", row.accuracy()),
        String.format(Locale.ROOT, "%.4f–%.4f", row.interval().get(0), row.interval().get(1)),
        String.format(Locale.ROOT, "%,d", row.bytes()),
        String.format(Locale.ROOT, "%,d of %,d", row.nonZeroWeights(), row.weights()),
        row.encoderRate() == null ? "" : String.format(Locale.ROOT, "%.4f", row.encoderRate()),
        row.rates().stream()
            .map(rate -> String.format(Locale.ROOT, "%.4f", rate))
            .collect(Collectors.joining(" ")));
  }
}
