package org.keyspike.cli.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keyspike.cli.recipe.RecordWriter;
import org.keyspike.compression.MagnitudePruning;
import org.keyspike.compression.PruningSettings;
import org.keyspike.network.Checkpoint;
import org.keyspike.training.TrainingSettings;

/** Float checkpoint → pruned checkpoint. */
record PruneStage(Run run) implements Stage {
  static final String NAME = "prune";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() throws IOException {
    List<String> inputs = new ArrayList<>(Learning.inputs(run, fineTuning()));
    inputs.add(RecordWriter.json(settings()));
    inputs.add(Hash.of(run.folder().checkpoint(RunFolder.FLOAT)));
    return inputs;
  }

  @Override
  public List<Path> outputs() {
    return List.of(
        run.folder().checkpoint(RunFolder.PRUNED), run.folder().validation(RunFolder.PRUNED));
  }

  @Override
  public String perform() throws IOException {
    Checkpoint start = Checkpoint.read(run.folder().checkpoint(RunFolder.FLOAT));
    Checkpoint pruned =
        Learning.madeFrom(
            MagnitudePruning.prune(start, settings().sparsity()),
            "recipe." + NAME,
            Hash.of(String.join("\n", inputs())));
    if (settings().sparsity() == 0) {
      pruned.write(run.folder().checkpoint(RunFolder.PRUNED));
      return "nothing to prune, " + Learning.validate(run, RunFolder.PRUNED);
    }
    Learning.train(run, NAME, fineTuning(), pruned, true, RunFolder.PRUNED);
    return String.format(
        Locale.ROOT,
        "%.0f %% of the weights, %s",
        100 * settings().sparsity(),
        Learning.validate(run, RunFolder.PRUNED));
  }

  private PruningSettings settings() {
    return run.recipe().compression().pruning();
  }

  private TrainingSettings fineTuning() {
    return run.recipe().training().fineTuning(settings().epochs(), settings().learningRate());
  }
}
