package org.keyspike.experiment.sweep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.keyspike.io.TextTable;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.pipeline.results.CompressionLedger;
import org.keyspike.pipeline.results.Predictions;
import org.keyspike.pipeline.results.Results;

/**
 * The ledgers of runs that differ in their seed, as one: what every stage of a compression costs
 * and is worth in the mean.
 *
 * @param stages float first, image last
 */
public record MeanLedger(List<Stage> stages) {

  /**
   * One stage.
   *
   * @param stage its name in the ledgers
   * @param accuracy on the test part, over seeds
   * @param againstFloat the stage against float, seed by seed and and on the same clips; empty of
   *     float
   * @param bytes mean over seeds, as are the next: of the image file, or four a parameter
   * @param loadedBytes of them, without class names and provenance
   * @param denseMmacPerSecond if every input were a spike and no weight 0
   * @param nonZeroMmacPerSecond if every input were a spike
   * @param effectiveMmacPerSecond for spikes and weights that are not 0
   * @param mmacPerSecondAtRate30 for weights that are not 0, if 30 % of all inputs were spikes
   */
  public record Stage(
      String stage,
      MeanAccuracy accuracy,
      Optional<SweepComparison> againstFloat,
      double bytes,
      double loadedBytes,
      double denseMmacPerSecond,
      double nonZeroMmacPerSecond,
      double effectiveMmacPerSecond,
      double mmacPerSecondAtRate30) {}

  /**
   * Reads what runs left.
   *
   * @param runs verified, of one combination
   */
  static MeanLedger of(List<RunOutcome> runs) throws IOException {
    List<CompressionLedger> ledgers = new ArrayList<>();
    List<Results> results = new ArrayList<>();
    for (RunOutcome run : runs) {
      ledgers.add(CompressionLedger.read(run.run().folder().compressionLedger()));
      results.add(Results.read(run.run().folder().results()));
    }
    List<Stage> stages = new ArrayList<>();
    List<RunOutcome> floats = null;
    for (int i = 0; i < ledgers.get(0).stages().size(); i++) {
      int row = i;
      List<RunOutcome> scored = new ArrayList<>();
      for (int run = 0; run < runs.size(); run++) {
        scored.add(scored(runs.get(run), results.get(run), row));
      }
      floats = i == 0 ? scored : floats;
      List<CompressionLedger.Entry> entries =
          ledgers.stream().map(ledger -> ledger.stages().get(row)).toList();
      stages.add(
          new Stage(
              entries.get(0).stage(),
              MeanAccuracy.of(scored.stream().map(RunOutcome::test).toList()).orElseThrow(),
              i == 0 ? Optional.empty() : Optional.of(SweepComparison.of(floats, scored)),
              mean(entries, entry -> entry.size().bytes()),
              mean(entries, entry -> entry.size().loadedBytes()),
              mean(entries, entry -> entry.work().dense()),
              mean(entries, entry -> entry.work().nonZero()),
              mean(entries, entry -> entry.work().effective()),
              mean(entries, entry -> entry.work().atRate30())));
    }
    return new MeanLedger(stages);
  }

  /**
   * The run as if the form of this row had been tested; ledger, results and forms have the same.
   */
  private static RunOutcome scored(RunOutcome run, Results results, int row) throws IOException {
    String form = forms(run.run().recipe()).get(row);
    return run.tested(
        RunScore.of(results.rows().get(row)),
        results.origin().data(),
        Predictions.read(run.run().folder().predictions(), form));
  }

  private static List<String> forms(Recipe recipe) {
    List<String> forms =
        new ArrayList<>(RunFolder.checkpoints(recipe.compression().pruning().size()));
    forms.add(Results.INTEGER);
    forms.add(Results.SIMULATOR);
    return forms;
  }

  private static double mean(
      List<CompressionLedger.Entry> entries, ToDoubleFunction<CompressionLedger.Entry> figure) {
    return entries.stream().mapToDouble(figure).average().orElseThrow();
  }

  /**
   * For people.
   *
   * @param refusals takes the reasons of tests that could not answer
   */
  String text(Set<String> refusals) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "stage",
            "test accuracy",
            "against float",
            "paired t over seeds",
            "on the same clips",
            "bytes",
            "dense MMAC/s",
            "non-zero",
            "effective"));
    stages.forEach(stage -> rows.add(row(stage, refusals)));
    Stage first = stages.get(0);
    Stage last = stages.get(stages.size() - 1);
    return TextTable.of(rows)
        + String.format(
            Locale.ROOT,
            "%nFrom float to image: %.2f %% of the bytes and %.2f %% of the work gone; %.2f %% by"
                + " pruning alone, zero-skipping does %.2f times less of the rest. At a rate of"
                + " 30 %% in every layer the image would do %.2f MMAC/s.",
            100 * (1 - last.bytes / first.bytes),
            100 * (1 - last.effectiveMmacPerSecond / first.denseMmacPerSecond),
            100 * (1 - last.nonZeroMmacPerSecond / first.denseMmacPerSecond),
            last.nonZeroMmacPerSecond / last.effectiveMmacPerSecond,
            last.mmacPerSecondAtRate30)
        + SweepTable.how(last.againstFloat.stream().toList());
  }

  private static List<String> row(Stage stage, Set<String> refusals) {
    Optional<SweepComparison> against = stage.againstFloat;
    return List.of(
        stage.stage,
        stage.accuracy.text(),
        against.map(other -> SweepTable.effect(other.together(), "")).orElse(""),
        against.map(other -> SweepTable.verdict(other.pairedT(), refusals)).orElse(""),
        against.map(other -> SweepTable.verdict(other.together(), refusals)).orElse(""),
        String.format(Locale.ROOT, "%,.0f", stage.bytes),
        String.format(Locale.ROOT, "%.3f", stage.denseMmacPerSecond),
        String.format(Locale.ROOT, "%.3f", stage.nonZeroMmacPerSecond),
        String.format(Locale.ROOT, "%.3f", stage.effectiveMmacPerSecond));
  }
}
