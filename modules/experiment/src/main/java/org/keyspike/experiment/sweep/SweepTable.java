package org.keyspike.experiment.sweep;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keyspike.evaluation.Interval;
import org.keyspike.evaluation.Spread;
import org.keyspike.io.TextTable;
import org.keyspike.pipeline.results.Verdict;

/**
 * The results of a sweep for people: a table, and one of comparisons with the first combination.
 */
public final class SweepTable {
  private SweepTable() {}

  /** Both tables, and what they leave out. */
  public static String of(SweepResults results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "combination",
            "runs",
            "validation accuracy",
            "test accuracy",
            "encoder rate",
            "layer rates",
            "non-zero weights"));
    results.combinations().forEach(entry -> rows.add(row(entry)));
    addPhoneErrors(results, rows);
    StringBuilder text = new StringBuilder(TextTable.of(rows));
    text.append(
        String.format(
            "%nMean ± standard deviation over seeds; of one seed, the 95 %% interval."
                + " Tested: the %s network.",
            results.form()));
    text.append(
        results
            .choice()
            .map(
                best ->
                    String.format(
                        "%n* best by %s. The choice was written before the test part was touched.",
                        best.by()))
            .orElseGet(
                () ->
                    String.format(
                        "%nNo combination has all its runs: none is best, none was tested.")));
    text.append(TradeOff.of(results).text());
    text.append(ledger(results));
    if (results.combinations().stream().anyMatch(entry -> entry.againstFirst().isPresent())) {
      text.append(comparisons(results));
    }
    for (SweepResults.Entry entry : results.combinations()) {
      for (SweepResults.RunEntry run : entry.runs()) {
        if (run.failure().isPresent()) {
          text.append(
              String.format(
                  "%nFAILED: %s, seed %d: %s", entry.label(), run.seed(), run.failure().get()));
        }
      }
    }
    return text.toString();
  }

  /** A column of test phone error rates, if there are any. */
  private static void addPhoneErrors(SweepResults results, List<List<String>> rows) {
    List<String> cells = new ArrayList<>(List.of("test phone error rate"));
    for (SweepResults.Entry entry : results.combinations()) {
      double[] rates =
          entry.runs().stream()
              .flatMap(run -> run.test().flatMap(RunScore::phoneErrorRate).stream())
              .mapToDouble(Double::doubleValue)
              .toArray();
      Spread spread = rates.length == 0 ? null : Spread.of(rates);
      cells.add(
          spread == null
              ? ""
              : String.format(Locale.ROOT, "%.4f", spread.mean())
                  + (rates.length == 1
                      ? ""
                      : String.format(Locale.ROOT, " ± %.4f", spread.deviation())));
    }
    if (cells.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
      for (int i = 0; i < rows.size(); i++) {
        List<String> longer = new ArrayList<>(rows.get(i));
        longer.add(4, cells.get(i));
        rows.set(i, longer);
      }
    }
  }

  private static List<String> row(SweepResults.Entry entry) {
    List<RunScore> runs =
        entry.runs().stream().map(SweepResults.RunEntry::last).flatMap(Optional::stream).toList();
    return List.of(
        entry.label() + (entry.chosen() ? " *" : ""),
        runs.size() + " of " + entry.runs().size(),
        entry.validation().map(MeanAccuracy::text).orElse(""),
        entry.test().map(MeanAccuracy::text).orElse(""),
        encoderRate(runs),
        layerRates(runs),
        runs.isEmpty()
            ? ""
            : String.format(
                Locale.ROOT,
                "%,.0f of %,d",
                runs.stream().mapToLong(RunScore::nonZeroWeights).average().orElseThrow(),
                runs.get(0).weights()));
  }

  /** Mean over runs, nothing without an encoder. */
  static String encoderRate(List<RunScore> runs) {
    return mean(runs.stream().flatMap(run -> run.encoderRate().stream()).toList());
  }

  /** Means over runs, layer by layer. */
  static String layerRates(List<RunScore> runs) {
    List<String> rates = new ArrayList<>();
    int layers = runs.isEmpty() ? 0 : runs.get(0).rates().size();
    for (int l = 0; l < layers; l++) {
      int layer = l;
      rates.add(mean(runs.stream().map(run -> run.rates().get(layer)).toList()));
    }
    return String.join(" ", rates);
  }

  private static String mean(List<Double> values) {
    return values.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "%.4f",
            values.stream().mapToDouble(value -> value).average().orElseThrow());
  }

  /** The ledger of the best combination, if its runs were verified. */
  private static String ledger(SweepResults results) {
    Set<String> refusals = new LinkedHashSet<>();
    StringBuilder text = new StringBuilder();
    results.combinations().stream()
        .filter(SweepResults.Entry::chosen)
        .flatMap(entry -> entry.ledger().stream())
        .forEach(ledger -> text.append(String.format("%n%n")).append(ledger.text(refusals)));
    refusals.forEach(refusal -> text.append(String.format("%n– %s.", refusal)));
    return text.toString();
  }

  private static String comparisons(SweepResults results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "against " + results.combinations().get(0).label(),
            "effect on test",
            "paired t",
            "Wilcoxon",
            "on the same clips",
            "p of each seed"));
    Set<String> refusals = new LinkedHashSet<>();
    int compared = 0;
    for (SweepResults.Entry entry : results.combinations()) {
      if (entry.againstFirst().isPresent()) {
        SweepComparison against = entry.againstFirst().get();
        compared++;
        rows.add(
            List.of(
                entry.label(),
                effect(against.together(), "–"),
                verdict(against.pairedT(), refusals),
                verdict(against.wilcoxon(), refusals),
                verdict(against.together(), refusals),
                against.eachSeed().stream()
                    .map(test -> test.tested() ? test.pText() : verdict(test, refusals))
                    .collect(Collectors.joining(", "))));
      }
    }
    StringBuilder text = new StringBuilder(String.format("%n%n")).append(TextTable.of(rows));
    text.append(
        String.format(
            "%n95 %% intervals of the effect, and p of none; not corrected for there being %d"
                + " comparison%s.",
            compared, compared == 1 ? "" : "s"));
    text.append(
        how(
            results.combinations().stream()
                .flatMap(entry -> entry.againstFirst().stream())
                .toList()));
    refusals.forEach(refusal -> text.append(String.format("%n– %s.", refusal)));
    return text.toString();
  }

  /** What comparisons on the same clips stand on. */
  static String how(List<SweepComparison> comparisons) {
    return comparisons.stream()
        .map(SweepComparison::together)
        .filter(Verdict::tested)
        .findFirst()
        .map(
            test ->
                String.format(
                    " On the same clips: %s, of %s.",
                    test.test(), test.interval().orElseThrow().source()))
        .orElse("");
  }

  /** The effect of a test, or something else if it was refused. */
  static String effect(Verdict verdict, String otherwise) {
    return verdict
        .effect()
        .map(effect -> String.format(Locale.ROOT, "%+.4f", effect))
        .orElse(otherwise);
  }

  /** A verdict, or a dash and its reason among the refusals. */
  static String verdict(Verdict verdict, Set<String> refusals) {
    if (!verdict.tested()) {
      refusals.add(verdict.test() + " " + verdict.refused().orElseThrow());
      return "–";
    }
    Interval interval = verdict.interval().orElseThrow();
    return String.format(
        Locale.ROOT, "%+.4f…%+.4f, p %s", interval.lower(), interval.upper(), verdict.pText());
  }
}
