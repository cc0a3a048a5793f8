package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.keyspike.datasets.Seeds;
import org.keyspike.datasets.Split;
import org.keyspike.integer.Quantizer;
import org.keyspike.io.Hashes;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.recipe.AdaptationSettings;
import org.keyspike.training.TrainingSettings;

/**
 * Checkpoint on the integer grid and own recordings → the same, trained on there with them, mixed
 * with clips that it was trained with before.
 */
record AdaptStage(Run run) implements Stage {
  static final String NAME = "adapt";

  /** Decides, with what is named beside it, what comes of it. */
  private static final String RULE = "adapt 1";

  /** The draw of what rounding took, apart from the draws of other stages. */
  private static final int UNROUNDED = 15;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() throws IOException {
    List<String> inputs = new ArrayList<>();
    inputs.add(RULE);
    inputs.add(adaptation().learning());
    inputs.addAll(StageTraining.inputs(run, settings()));
    inputs.add(run.recordings().orElseThrow().store().contentHash());
    inputs.add(Hashes.sha256Hex(from()));
    return inputs;
  }

  @Override
  public List<Path> outputs() {
    return List.of(run.folder().quantized(), run.folder().validation(RunFolder.QUANTIZED));
  }

  @Override
  public String perform() throws IOException {
    String key = Hashes.sha256Hex(String.join("\n", inputs()));
    Checkpoint quantized = Checkpoint.read(from());
    Checkpoint start =
        quantized
            .with(
                Quantizer.unrounded(
                    quantized.spec(),
                    quantized.parameters(),
                    new SplittableRandom(Seeds.derive(run.recipe().seed(), UNROUNDED))))
            .madeFrom("recipe." + NAME, key);
    Path work = StageTraining.work(run, NAME, key);
    Features mix = run.adaptationMix();
    StageTraining.adapt(run, NAME, settings(), start, mix, work).write(run.folder().quantized());
    int own = run.recordings().orElseThrow().part(Split.TRAIN).size();
    return String.format(
        Locale.ROOT,
        "%s, %d recordings in %,d clips an epoch, %s",
        adaptation().layers() == AdaptationSettings.Layers.LAST ? "readout" : "all layers",
        own,
        mix.part(Split.TRAIN).size(),
        StageTraining.validate(run, RunFolder.QUANTIZED));
  }

  private TrainingSettings settings() {
    return run.recipe()
        .training()
        .untaught()
        .fineTuning(
            adaptation().epochs(),
            adaptation().learningRate(),
            0,
            run.recipe().compression().recovery().rates());
  }

  private AdaptationSettings adaptation() {
    return run.recipe().adaptation();
  }

  private Path from() {
    return run.folder().checkpoint(RunFolder.UNADAPTED);
  }
}
