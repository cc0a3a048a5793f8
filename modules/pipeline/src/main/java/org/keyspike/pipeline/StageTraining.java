package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.compression.RecoverySettings;
import org.keyspike.datasets.Split;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.Hashes;
import org.keyspike.io.RecordWriter;
import org.keyspike.io.TextFiles;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.pipeline.results.PartResult;
import org.keyspike.training.DelayLearning;
import org.keyspike.training.Distillation;
import org.keyspike.training.Trainer;
import org.keyspike.training.TrainingListener;
import org.keyspike.training.TrainingSettings;
import org.keyspike.training.TrainingTask;

/** The training of a stage: what the stages that train have in common. */
final class StageTraining {
  /** What the engine that a checkpoint was last trained with is called in its provenance. */
  static final String ENGINE = "engine";

  private StageTraining() {}

  /** What decides the result of a training, besides where it starts. */
  static List<String> inputs(Run run, TrainingSettings settings) throws IOException {
    return inputs(run.recipe(), settings, run.features().store().contentHash());
  }

  /** The same of a recipe and the hash of its clips. */
  static List<String> inputs(Recipe recipe, TrainingSettings settings, String content) {
    return List.of(
        Long.toString(recipe.seed()),
        settings.identity(),
        RecordWriter.json(recipe.encoder()),
        recipe.frontend().identity(),
        content);
  }

  /** The teacher of a fine-tuning, if the recipe wants one. */
  static List<String> teacherInputs(Run run) throws IOException {
    RecoverySettings recovery = run.recipe().compression().recovery();
    return recovery.distillation() == 0
        ? List.of()
        : List.of(recovery.identity(), Hashes.sha256Hex(run.folder().checkpoint(RunFolder.FLOAT)));
  }

  /** How a compression fine-tunes. */
  static TrainingSettings fineTuning(Run run, int epochs, double learningRate) {
    RecoverySettings recovery = run.recipe().compression().recovery();
    return run.recipe()
        .training()
        .fineTuning(epochs, learningRate, recovery.patience(), recovery.rates());
  }

  /** Trains from a start, in the work folder of a stage. */
  static Checkpoint train(Run run, String stage, TrainingSettings settings, Checkpoint start)
      throws IOException {
    return train(run, stage, settings, start, false, Optional.empty(), run.folder().work(stage));
  }

  /** Fine-tunes with the zeros held and, if the recipe wants it, the float network as teacher. */
  static Checkpoint fineTune(
      Run run, String stage, TrainingSettings settings, Checkpoint start, Path work)
      throws IOException {
    RecoverySettings recovery = run.recipe().compression().recovery();
    Optional<Distillation> distillation =
        recovery.distillation() == 0
            ? Optional.empty()
            : Optional.of(
                new Distillation(
                    Checkpoint.read(run.folder().checkpoint(RunFolder.FLOAT)),
                    recovery.distillation(),
                    recovery.temperature()));
    return train(run, stage, settings, start, true, distillation, work);
  }

  private static Checkpoint train(
      Run run,
      String stage,
      TrainingSettings settings,
      Checkpoint start,
      boolean holdZeros,
      Optional<Distillation> distillation,
      Path work)
      throws IOException {
    double rate = run.recipe().network().signals().delays().rate();
    DelayLearning delays =
        holdZeros
            ? new DelayLearning(DelayLearning.LAST_SIGMA, rate)
            : DelayLearning.first(start.spec(), rate);
    TrainingTask task =
        new TrainingTask(
            stage,
            start.madeFrom(ENGINE, run.engine().name() + ": " + run.engine().configuration()),
            run.epochs(settings),
            run.features().part(Split.VALIDATION),
            run.recipe().encoder().learning(),
            holdZeros,
            distillation,
            run.recipe().seed(),
            delays,
            run.recipe().network().signals().activation().sparsity());
    Trainer trainer = new Trainer(run.engine(), settings, TrainingListener.of(run.progress()));
    if (settings.loss().rates().countCycles()) {
      trainer = trainer.on(MachineCost.of(run, start));
    }
    Checkpoint best = trainer.train(task, work);
    gatherMetrics(run);
    return best;
  }

  /** Scores a checkpoint of the folder on the validation part, and says so for people. */
  static String validate(Run run, String checkpoint) throws IOException {
    PartResult result =
        ScoredCheckpoint.of(run, checkpoint, Split.VALIDATION, Optional.empty()).result();
    result.write(run.folder().validation(checkpoint));
    return "validation " + result.row().scoreText();
  }

  /** The lines of every training, in the order in which they were done. */
  private static void gatherMetrics(Run run) throws IOException {
    List<Path> folders = new ArrayList<>(List.of(run.folder().work(TrainStage.NAME)));
    for (Stage prune : PruneStage.all(run)) {
      Path work = run.folder().work(prune.name());
      for (int step = 1; Files.exists(work.resolve("step-" + step)); step++) {
        folders.add(work.resolve("step-" + step));
      }
    }
    folders.add(run.folder().work(QuantizeStage.NAME));
    StringBuilder lines = new StringBuilder();
    for (Path folder : folders) {
      Path metrics = folder.resolve("metrics.jsonl");
      if (Files.exists(metrics)) {
        lines.append(TextFiles.read(metrics, "metrics of a training"));
      }
    }
    AtomicFiles.write(run.folder().metrics(), lines.toString().getBytes(StandardCharsets.UTF_8));
  }
}
