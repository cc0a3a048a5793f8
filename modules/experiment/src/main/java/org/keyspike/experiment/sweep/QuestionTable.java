package org.keyspike.experiment.sweep;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.keyspike.evaluation.ParetoFront;
import org.keyspike.io.TextTable;

/** The answers for people: a table of all, and one of comparisons within each question. */
public final class QuestionTable {
  /** The column of weights, from 0. */
  private static final int WEIGHTS = 3;

  private QuestionTable() {}

  /** Both tables in Markdown, and what they leave out. */
  public static String of(QuestionResults results) {
    QuestionFronts fronts = QuestionFronts.of(results);
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        columns(
            fronts,
            "bytes",
            "by speaker",
            "question",
            "answer",
            "runs",
            "weights",
            "validation accuracy",
            "test accuracy",
            "encoder rate",
            "layer rates",
            "synaptic operations, million/s",
            "linear probe",
            "pull ~ activity",
            "pull ~ error"));
    results.answers().forEach(answer -> rows.add(row(fronts, answer)));
    StringBuilder text = new StringBuilder(TextTable.of(rows));
    text.append(
        String.format(
            "%nMean ± standard deviation over seeds %s; of one seed, the 95 %% interval. Tested:"
                + " the %s network. Synaptic operations on the validation part, of dense ones;"
                + " numbers that come in place of spikes, without an encoder, count as none. Linear"
                + " probe: validation accuracy from spike counts of the frozen encoder. Pull:"
                + " Pearson correlation over bands of |∂loss/∂δ¹| with spikes and with"
                + " reconstruction error.",
            results.seeds(), results.form()));
    if (fronts.comparable()) {
      text.append(String.format("%n%nPareto front of accuracy against bytes: "))
          .append(
              fronts.front().stream()
                  .map(ParetoFront.Point::name)
                  .collect(Collectors.joining("; ")))
          .append(".");
    }
    text.append(comparisons(results));
    for (QuestionResults.Entry answer : results.answers()) {
      for (SweepResults.RunEntry run : answer.runs()) {
        if (run.failure().isPresent()) {
          text.append(
              String.format(
                  "%nFAILED: %s, %s, seed %d: %s",
                  answer.question(), answer.answer(), run.seed(), run.failure().get()));
        }
      }
    }
    return text.toString();
  }

  /** The cells of a row, with two more after the weights where sizes differ. */
  private static List<String> columns(
      QuestionFronts fronts, String bytes, String bySpeaker, String... others) {
    List<String> cells = new ArrayList<>(List.of(others));
    if (fronts.comparable()) {
      cells.addAll(WEIGHTS + 1, List.of(bytes, bySpeaker));
    }
    return cells;
  }

  private static List<String> row(QuestionFronts fronts, QuestionResults.Entry answer) {
    List<RunScore> runs = answer.scores();
    AnalysisMeans analysis = answer.analysis();
    OptionalDouble bytes = QuestionFronts.bytes(answer);
    return columns(
        fronts,
        bytes.isPresent() ? String.format(Locale.ROOT, "%,.0f", bytes.getAsDouble()) : "",
        figure("%.4f", answer.test().flatMap(MeanAccuracy::speakerMean)),
        answer.question(),
        answer.answer(),
        runs.size() + " of " + answer.runs().size(),
        runs.isEmpty() ? "" : String.format(Locale.ROOT, "%,d", runs.get(0).weights()),
        answer.validation().map(MeanAccuracy::text).orElse(""),
        answer.test().map(MeanAccuracy::text).orElse(""),
        SweepTable.encoderRate(runs),
        SweepTable.layerRates(runs),
        analysis.operations().isPresent()
            ? String.format(
                Locale.ROOT,
                "%.2f of %.2f",
                analysis.operations().get() / 1e6,
                analysis.denseOperations().orElseThrow() / 1e6)
            : "",
        figure("%.4f", analysis.probe()),
        figure("%.2f", analysis.activityCorrelation()),
        figure("%.2f", analysis.errorCorrelation()));
  }

  private static String figure(String format, Optional<Double> value) {
    return value.map(one -> String.format(Locale.ROOT, format, one)).orElse("");
  }

  private static String comparisons(QuestionResults results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "question",
            "answer",
            "against",
            "effect on test",
            "paired t over seeds",
            "Wilcoxon",
            "on the same clips"));
    Set<String> refusals = new LinkedHashSet<>();
    String first = "";
    for (QuestionResults.Entry answer : results.answers()) {
      if (answer.againstFirst().isEmpty()) {
        first = answer.answer();
        continue;
      }
      SweepComparison against = answer.againstFirst().get();
      rows.add(
          List.of(
              answer.question(),
              answer.answer(),
              first,
              SweepTable.effect(against.together(), "–"),
              SweepTable.verdict(against.pairedT(), refusals),
              SweepTable.verdict(against.wilcoxon(), refusals),
              SweepTable.verdict(against.together(), refusals)));
    }
    if (rows.size() == 1) {
      return "";
    }
    StringBuilder text = new StringBuilder(String.format("%n%n")).append(TextTable.of(rows));
    text.append(
        String.format(
            "%n95 %% intervals of the effect, and p of none; not corrected for there being %d"
                + " comparisons.",
            rows.size() - 1));
    text.append(
        SweepTable.how(
            results.answers().stream().flatMap(one -> one.againstFirst().stream()).toList()));
    refusals.forEach(refusal -> text.append(String.format("%n– %s.", refusal)));
    return text.toString();
  }
}
