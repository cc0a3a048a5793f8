package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keyspike.compression.Pruning;
import org.keyspike.compression.PruningSchedule;
import org.keyspike.compression.PruningSettings;
import org.keyspike.io.Hashes;
import org.keyspike.io.RecordWriter;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.results.WeightCount;
import org.keyspike.training.AdamW;
import org.keyspike.training.Schedule;
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

  /** Whether a stage, by its name, is one of them. */
  static boolean stage(String name) {
    return name.matches(NAME + "(-[0-9]+)?");
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
      inputs.addAll(StageTraining.inputs(run, fineTuning(settings().schedule().epochs())));
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
    Pruning pruning =
        new Pruning(
            settings(),
            run.engine(),
            run.epochs(run.recipe().training()),
            run.recipe().hardware().lanes());
    Checkpoint pruned =
        settings().schedule().gradual()
            ? gradually(pruning, start)
            : pruning.run(start, this::tune);
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

  /** A ramp, then a calm phase: step 1 and step 2. */
  private Checkpoint gradually(Pruning pruning, Checkpoint start) throws IOException {
    PruningSchedule schedule = settings().schedule();
    List<PruningSettings> prunings = run.recipe().compression().pruning();
    // Before a ramp's end nothing has its final shape but a network that loses weights alone.
    TrainingSettings ramp =
        shaped(
            fineTuning(schedule.rampEpochs()).ramp(),
            !structured(settings()) && finalShape(prunings, index, schedule.steps()));
    Checkpoint ramped =
        step(
            start,
            1,
            work ->
                StageTraining.ramp(
                    run,
                    name() + ".ramp",
                    ramp,
                    start,
                    work,
                    pruning.gradual(start, new AdamW(ramp.descent().weightDecay()))));
    Checkpoint cut = pruning.cut(start, ramped);
    TrainingSettings calm =
        shaped(
            fineTuning(schedule.calmEpochs()).withSchedule(Schedule.COSINE),
            finalShape(prunings, index, schedule.steps()));
    return step(cut, 2, work -> StageTraining.fineTune(run, name() + ".calm", calm, cut, work));
  }

  /** One step's fine-tuning. */
  private Checkpoint tune(Checkpoint pruned, int step, int epochs) throws IOException {
    String name = settings().schedule().steps() == 1 ? name() : name() + "." + step;
    TrainingSettings settings =
        shaped(fineTuning(epochs), finalShape(run.recipe().compression().pruning(), index, step));
    return step(pruned, step, work -> StageTraining.fineTune(run, name, settings, pruned, work));
  }

  /** Cycles count once a network has its final shape. */
  private static TrainingSettings shaped(TrainingSettings settings, boolean finalShape) {
    return finalShape ? settings : settings.withoutCycles();
  }

  private interface StepTraining {
    Checkpoint in(Path work) throws IOException;
  }

  /** The training of a step, unless it was done before a kill. */
  private Checkpoint step(Checkpoint from, int step, StepTraining training) throws IOException {
    Path work = run.folder().work(name()).resolve("step-" + step);
    Path done = work.resolve("tuned.safetensors");
    if (Files.exists(done)) {
      Checkpoint earlier = Checkpoint.read(done);
      if (earlier.provenance().equals(from.provenance())) {
        return earlier;
      }
    }
    Checkpoint tuned = training.in(work);
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
    boolean goesOn =
        structured(prunings.get(index)) && step < prunings.get(index).schedule().steps();
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
    return StageTraining.fineTuning(run, epochs, settings().schedule().learningRate());
  }
}
