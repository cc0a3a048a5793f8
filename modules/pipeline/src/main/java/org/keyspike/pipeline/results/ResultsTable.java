package org.keyspike.pipeline.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
            "%nTest part: %,d %s of %s, seed %d; intervals by %s. Image: %,d bytes, of which the machine loads %,d."
                + " Cycles per frame: mean %.1f, worst %,d.%n",
            last.score().count(),
            results.origin().unit(),
            results.origin().dataset(),
            results.origin().seed(),
            last.score().interval().source(),
            last.bytes().orElseThrow(),
            results.imageSize().loadedBytes(),
            results.cyclesPerFrame().mean(),
            results.cyclesPerFrame().max()));
    text.append(agreement(results.agreement()));
    if (last.classTable().classes().stream()
        .anyMatch(c -> c.name().equals(WordSelection.UNKNOWN))) {
      text.append(String.format("%n%n")).append(ofClasses(last));
    }
    boolean more = !results.remarks().isEmpty() || results.recorded().isPresent();
    text.append(more ? String.format("%n") : "");
    results
        .recorded()
        .ifPresent(
            recorded ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%nThe %,d test clips that are recordings: accuracy %s.",
                        recorded.count(),
                        recorded.text())));
    results.remarks().forEach(remark -> text.append(String.format("%nNote: %s.", remark)));
    return text.toString();
  }

  /** The score of each class: what matters where some clips are to be left unanswered. */
  private static String ofClasses(Results.Row row) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("class", "test clips", "recall", "precision"));
    for (ClassScore score : row.classTable().classes()) {
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
    cells.add(HEADERS);
    results.rows().forEach(row -> cells.add(cells(row)));
    if (results.rows().stream().noneMatch(row -> row.phones().phoneErrorRate().isPresent())) {
      return cells;
    }
    List<List<String>> longer = new ArrayList<>();
    longer.add(withPhones(HEADERS, "phone error rate"));
    for (Results.Row row : results.rows()) {
      longer.add(withPhones(cells(row), text(row.phones().phoneErrorRate())));
    }
    return longer;
  }

  private static List<String> withPhones(List<String> row, String cell) {
    List<String> longer = new ArrayList<>(row);
    longer.add(3, cell);
    return longer;
  }

  private static String text(Optional<Double> rate) {
    return rate.map(found -> String.format(Locale.ROOT, "%.4f", found)).orElse("");
  }

  /** Whether all forms on the grid said the same, a sentence. */
  public static String agreement(Results.Agreement agreement) {
    String on =
        String.format(
            Locale.ROOT, "(%,d clips, %,d frames)", agreement.clips(), agreement.frames());
    String numbers =
        agreement.mismatches() == 0
            ? identical(agreement, on)
            : String.format(
                Locale.ROOT,
                "QAT forward, integer network and simulator DIFFER in %,d numbers %s; the first: %s",
                agreement.mismatches(),
                on,
                agreement.firstMismatch().orElse(null));
    long unpredicted = agreement.unpredicted().orElse(0L);
    return unpredicted == 0
        ? numbers
        : String.format(
            Locale.ROOT,
            "%s The counts of %,d clips are NOT those of the analytical timing model.",
            numbers,
            unpredicted);
  }

  private static String identical(Results.Agreement agreement, String on) {
    Optional<AgreedNumbers> all = agreement.numbers().filter(AgreedNumbers::fromSamples);
    if (all.isPresent()) {
      return String.format(
          Locale.ROOT,
          "Front end, QAT forward, integer network%s gave identical numbers, every one from the first sample to the"
              + " last %s, on every test clip %s: %s.",
          all.get().compared().detections() > 0 ? ", simulator and detector" : " and simulator",
          all.get().compared().detections() > 0 ? "decision" : "logit",
          on,
          all.get()
              .compared()
              .text(agreement.forwardPotentials().orElse(0L), all.get().detectedClips()));
    }
    return String.format(
        Locale.ROOT,
        "QAT forward, integer network and simulator gave identical %s on every test clip %s.",
        agreement
            .forwardPotentials()
            .filter(compared -> compared > 0)
            .map(ResultsTable::withPotentials)
            .orElse("spikes and logits"),
        on);
  }

  private static String withPotentials(long compared) {
    return String.format(
        Locale.ROOT, "spikes, potentials (%,d of the QAT forward) and logits", compared);
  }

  private static List<String> cells(Results.Row row) {
    return List.of(
        row.stage(),
        String.format(Locale.ROOT, "%.4f", row.score().accuracy()),
        String.format(Locale.ROOT, "%.4f–%.4f", row.score().low(), row.score().high()),
        String.format(Locale.ROOT, "%,d", row.bytes().orElseThrow()),
        String.format(
            Locale.ROOT, "%,d of %,d", row.weightCount().nonZero(), row.weightCount().all()),
        text(row.encoderRate()),
        row.rates().stream()
            .map(rate -> String.format(Locale.ROOT, "%.4f", rate))
            .collect(Collectors.joining(" ")));
  }
}
