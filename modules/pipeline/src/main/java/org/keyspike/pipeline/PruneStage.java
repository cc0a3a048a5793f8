package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keyspike.compression.Pruning;
import org.keyspike.compression.PruningSettings;
import org.keyspike.io.Hashes;
import org.keyspike.io.RecordWriter;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.results.WeightCount;
import org.keyspike.training.TrainingSettings;

/**
 * A checkpoint → the same pruned: the float one, or what the pruning before it left.
 *
 * @param index which of the recipe's prunings, counted from 0; the only one where it has none
 */
record PruneStage(Run run, int index) implements Stage {
  static final String NAME = "prune";

  /** The stages of a recipe: one for each of its prunings, at least one. */
  static List<Stage> all(Run run) {
    List<Stage> all = new ArrayList<>();
    for (int i = 0; i < Math.max(1, run.recipe().compression().pruning().size()); i++) {
      all.add(new PruneStage(run, i));
    }
    return all;
  }

  /** The last pruning's name is always the same. */
  @Override
  public String name() {
    return last() ? NAME : NAME + "-" + (index + 1);
  }

  @Override
  public List<String> inputs() throws IOException {
    List<String> inputs = new ArrayList<>();
    if (!none()) {
      inputs.addAll(StageTraining.inputs(run, fineTuning(settings().epochs())));
      inputs.addAll(StageTraining.teacherInputs(run));
      inputs.add(RecordWriter.json(settings()));
      inputs.add(Integer.toString(run.recipe().hardware().lanes()));
    }
    inputs.add(Hashes.sha256Hex(run.folder().checkpoint(from())));
    return inputs;
  }

  @Override
  public List<Path> outputs() {
    return List.of(run.folder().checkpoint(to()), run.folder().validation(to()));
  }

  @Override
  public String perform() throws IOException {
    Checkpoint start =
        Checkpoint.read(run.folder().checkpoint(from()))
            .madeFrom("recipe." + name(), Hashes.sha256Hex(String.join("\n", inputs())));
    if (none()) {
      start.write(run.folder().checkpoint(to()));
      return "nothing to prune, " + StageTraining.validate(run, to());
    }
    Checkpoint pruned =
        new Pruning(
                settings(),
                run.engine(),
                run.epochs(run.recipe().training()),
                run.recipe().hardware().lanes())
            .run(start, this::tune);
    pruned.write(run.folder().checkpoint(to()));
    WeightCount weights = WeightCount.of(pruned);
    return String.format(
        Locale.ROOT,
        "%s, %,d of %,d weights left, %s",
        settings().what(),
        weights.nonZero(),
        WeightCount.of(start).all(),
        StageTraining.validate(run, to()));
  }

  /** One step's fine-tuning, unless it was done before a kill. */
  private Checkpoint tune(Checkpoint pruned, int step, int epochs) throws IOException {
    Path work = run.folder().work(name()).resolve("step-" + step);
    Path done = work.resolve("tuned.safetensors");
    if (Files.exists(done)) {
      Checkpoint earlier = Checkpoint.read(done);
      if (earlier.provenance().equals(pruned.provenance())) {
        return earlier;
      }
    }
    String name = settings().steps() == 1 ? name() : name() + "." + step;
    TrainingSettings settings = fineTuning(epochs);
    if (!finalShape(run.recipe().compression().pruning(), index, step)) {
      settings = settings.withoutCycles();
    }
    Checkpoint tuned = StageTraining.fineTune(run, name, settings, pruned, work);
    tuned.write(done);
    return tuned;
  }

  /**
   * Whether no neurons, bands or channels will go any more after a step: a network in between has
   * more of them, and would learn to keep a budget of cycles that it need not keep.
   *
   * @param prunings of a recipe
   * @param index which of them, counted from 0
   * @param step of its steps, counted from 1
   */
  static boolean finalShape(List<PruningSettings> prunings, int index, int step) {
    boolean goesOn = structured(prunings.get(index)) && step < prunings.get(index).steps();
    return !goesOn
        && prunings.subList(index + 1, prunings.size()).stream().noneMatch(PruneStage::structured);
  }

  private static boolean structured(PruningSettings pruning) {
    return !(pruning instanceof PruningSettings.Weights);
  }

  private boolean none() {
    return run.recipe().compression().pruning().isEmpty();
  }

  private boolean last() {
    return index >= run.recipe().compression().pruning().size() - 1;
  }

  private String from() {
    return index == 0
        ? RunFolder.FLOAT
        : RunFolder.pruned(index - 1, run.recipe().compression().pruning().size());
  }

  private String to() {
    return RunFolder.pruned(index, run.recipe().compression().pruning().size());
  }

  private PruningSettings settings() {
    return run.recipe().compression().pruning().get(index);
  }

  private TrainingSettings fineTuning(int epochs) {
    return StageTraining.fineTuning(run, epochs, settings().learningRate());
  }
}
