package org.keyspike.cli.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keyspike.cli.recipe.RecordWriter;
import org.keyspike.datasets.Split;
import org.keyspike.network.AtomicFiles;
import org.keyspike.network.Checkpoint;
import org.keyspike.training.Trainer;
import org.keyspike.training.TrainingSettings;
import org.keyspike.training.TrainingTask;

/** What the stages that train have in common. */
final class Learning {
  /** The stages that leave metrics, in order. */
  private static final List<String> STAGES =
      List.of(TrainStage.NAME, PruneStage.NAME, QuantizeStage.NAME);

  /** What the engine that a checkpoint was last trained with is called in its provenance. */
  static final String ENGINE = "engine";

  private Learning() {}

  /** What decides the result of a training, besides where it starts. */
  static List<String> inputs(Run run, TrainingSettings settings) throws IOException {
    return List.of(
        Long.toString(run.recipe().seed()),
        RecordWriter.json(settings),
        RecordWriter.json(run.recipe().encoder()),
        RecordWriter.json(run.recipe().frontend()),
        run.features().store().contentHash());
  }

  /** Trains from a start to a checkpoint, by its name. */
  static void train(
      Run run,
      String stage,
      TrainingSettings settings,
      Checkpoint start,
      boolean holdZeros,
      String to)
      throws IOException {
    TrainingTask task =
        new TrainingTask(
            stage,
            madeFrom(start, ENGINE, run.engine().name() + ": " + run.engine().configuration()),
            run.epochs(settings),
            run.features().part(Split.VALIDATION),
            run.recipe().encoder().learning(),
            holdZeros,
            run.recipe().seed());
    Trainer trainer = new Trainer(run.engine(), settings, run.console().progress());
    Checkpoint best = trainer.train(task, run.folder().work(stage));
    best.write(run.folder().checkpoint(to));
    gatherMetrics(run.folder());
  }

  /** Scores a checkpoint of the folder on the validation part, and says so for people. */
  static String validate(Run run, String checkpoint) throws IOException {
    PartResult result = PartResult.score(run, checkpoint, Split.VALIDATION, null).result();
    result.write(run.folder().validation(checkpoint));
    return "validation " + result.row().scoreText();
  }

  /** A checkpoint with one more thing that it was made from. */
  static Checkpoint madeFrom(Checkpoint checkpoint, String what, String value) {
    Map<String, String> provenance = new TreeMap<>(checkpoint.provenance());
    provenance.put(what, value);
    return new Checkpoint(
        checkpoint.spec(), checkpoint.classes(), checkpoint.parameters(), provenance);
  }

  private static void gatherMetrics(RunFolder folder) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String stage : STAGES) {
      Path metrics = folder.work(stage).resolve("metrics.jsonl");
      if (Files.exists(metrics)) {
        lines.append(Files.readString(metrics));
      }
    }
    AtomicFiles.write(folder.metrics(), lines.toString().getBytes(StandardCharsets.UTF_8));
  }
}
