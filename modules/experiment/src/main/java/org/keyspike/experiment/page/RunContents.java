package org.keyspike.experiment.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.KnownAnswersReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.pipeline.results.CompressionLedger;
import org.keyspike.pipeline.results.Results;
import org.keyspike.pipeline.results.RunCosts;
import org.keyspike.simulator.Architecture;

/**
 * The contents of a run folder that a report is made of; null for what is not there.
 *
 * @param run the folder
 * @param image the weight image
 * @param answers known answers to it
 * @param results of it
 * @param ledger of its compression
 * @param costs of it
 */
record RunContents(
    RunFolder run,
    WeightImage image,
    KnownAnswers answers,
    Results results,
    CompressionLedger ledger,
    RunCosts costs) {

  /**
   * Reads a folder.
   *
   * @throws InputException if it is no run folder, or a file in it is not what it should be
   * @throws IOException if image or answers are damaged
   */
  static RunContents of(RunFolder run) throws IOException {
    InputException.requireFolder(run.path(), "a run folder");
    if (!run.exists()) {
      throw new InputException(run.path(), "a folder without a run in it", "a run folder");
    }
    WeightImage image = there(run.image()) ? ImageReader.read(run.image()) : null;
    KnownAnswers answers = there(run.answers()) ? KnownAnswersReader.read(run.answers()) : null;
    if (image == null || (answers != null && !answers.belongTo(image))) {
      answers = null;
    }
    Results results = there(run.results()) ? Results.read(run.results()) : null;
    CompressionLedger ledger =
        there(run.compressionLedger()) ? CompressionLedger.read(run.compressionLedger()) : null;
    RunCosts costs = there(run.costs()) ? RunCosts.read(run.costs()) : null;
    if (results != null && !current(run, image, results, costs)) {
      return new RunContents(run, image, answers, null, null, computed(run, image, answers));
    }
    if (costs == null || image == null || !costs.belongTo(run.image())) {
      costs = computed(run, image, answers);
    }
    return new RunContents(run, image, answers, results, ledger, costs);
  }

  /** Every file that a report depends on, whether it is there or not. */
  static List<Path> files(RunFolder run) {
    return Stream.of(
            run.recipe(),
            run.environment(),
            run.metrics(),
            run.results(),
            run.compressionLedger(),
            run.costs(),
            DetectionSection.findings(run),
            run.image(),
            run.answers(),
            run.page(),
            run.checkpoint(RunFolder.FLOAT),
            run.quantized(),
            run.validation(RunFolder.FLOAT),
            TradeOffSection.budget(run),
            TradeOffSection.sweep(run),
            DetectionSection.file(run))
        .toList();
  }

  static boolean there(Path file) {
    return Files.exists(file);
  }

  /** Whether results lie beside an image that is not theirs. */
  boolean stale() {
    return results == null && image != null && there(run.results());
  }

  /** The folder as it stands in commands. */
  String place() {
    return run.path().toString().replace('\\', '/');
  }

  private static boolean current(RunFolder run, WeightImage image, Results results, RunCosts costs)
      throws IOException {
    return image != null
        && (costs == null
            ? results.last().bytes().equals(Optional.of(Files.size(run.image())))
            : costs.belongTo(run.image()));
  }

  private static RunCosts computed(RunFolder run, WeightImage image, KnownAnswers answers)
      throws IOException {
    if (image == null || answers == null || answers.clips().isEmpty()) {
      return null;
    }
    Architecture machine = Recipe.read(run.recipe(), List.of()).simulation().machine(image);
    return RunCosts.ofAnswers(run.image(), image, machine, answers);
  }
}
