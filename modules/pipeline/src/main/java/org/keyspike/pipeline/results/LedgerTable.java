package org.keyspike.pipeline.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keyspike.evaluation.Interval;
import org.keyspike.io.TextTable;

/** A ledger as a table in Markdown, and what was saved. */
public final class LedgerTable {
  private static final List<String> HEADERS =
      List.of(
          "stage",
          "test accuracy",
          "95 % interval",
          "against float",
          "p",
          "parameters",
          "non-zero weights",
          "bytes",
          "dense MMAC/s",
          "non-zero",
          "effective",
          "layer rates");

  private LedgerTable() {}

  /** The table and a closing paragraph. */
  public static String of(CompressionLedger ledger) {
    return TextTable.of(cells(ledger)) + String.format("%n") + closing(ledger);
  }

  /** The cells of the table; the first row holds the names of the columns. */
  public static List<List<String>> cells(CompressionLedger ledger) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADERS);
    ledger.stages().forEach(entry -> rows.add(row(entry)));
    return rows;
  }

  /** What was saved, and what the columns mean. */
  public static String closing(CompressionLedger ledger) {
    CompressionLedger.Savings saved = ledger.savings();
    return String.format(
        Locale.ROOT,
        "From float to image: %.2f %% of the bytes and %.2f %% of the work gone (pruning %.2f"
            + " times less, zero-skipping %.2f times less), %+.2f points of accuracy.%n"
            + "MAC: one weight times one spike, once for each time step it serves; dense: all of"
            + " them; non-zero: weights that are not 0; effective: spikes and weights that are"
            + " not 0. Of spikes at a rate of 30 %% in every layer the image would do %.2f"
            + " MMAC/s. Of its bytes the machine loads %,d. Intervals and p are by %s.",
        100 * saved.bytes(),
        100 * saved.work(),
        saved.pruningFactor(),
        saved.zeroSkippingFactor(),
        -saved.accuracyPoints(),
        ledger.stage(CompressionLedger.IMAGE).work().atRate30(),
        ledger.stage(CompressionLedger.IMAGE).size().loadedBytes(),
        ledger.stage(CompressionLedger.IMAGE).score().interval().source());
  }

  private static List<String> row(CompressionLedger.Entry entry) {
    Optional<Verdict> tested = entry.againstFloat().filter(Verdict::tested);
    return List.of(
        entry.stage() + entry.what().map(what -> " (" + what + ")").orElse(""),
        String.format(Locale.ROOT, "%.4f", entry.score().accuracy()),
        String.format(Locale.ROOT, "%.4f–%.4f", entry.score().low(), entry.score().high()),
        tested.map(LedgerTable::effect).orElse(""),
        tested.map(Verdict::pText).orElse(""),
        String.format(Locale.ROOT, "%,d", entry.parameters()),
        String.format(
            Locale.ROOT, "%,d of %,d", entry.weightCount().nonZero(), entry.weightCount().all()),
        String.format(Locale.ROOT, "%,d", entry.size().bytes()),
        String.format(Locale.ROOT, "%.3f", entry.work().dense()),
        String.format(Locale.ROOT, "%.3f", entry.work().nonZero()),
        String.format(Locale.ROOT, "%.3f", entry.work().effective()),
        entry.spikeRates().stream()
            .map(rate -> String.format(Locale.ROOT, "%.4f", rate))
            .collect(Collectors.joining(" ")));
  }

  private static String effect(Verdict tested) {
    Interval interval = tested.interval().orElseThrow();
    return String.format(
        Locale.ROOT,
        "%+.4f (%+.4f…%+.4f)",
        tested.effect().orElseThrow(),
        interval.lower(),
        interval.upper());
  }
}
