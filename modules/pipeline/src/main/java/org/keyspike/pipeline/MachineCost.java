package org.keyspike.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.integer.FeatureQuantizer;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.SpecException;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.model.ExpectedCycles;
import org.keyspike.training.CycleCost;
import org.keyspike.training.NetworkInput;

/** The cost of a network's activity on the machine of a recipe, as training counts it. */
final class MachineCost {
  private MachineCost() {}

  /**
   * The machine whose cycles a recipe counts.
   *
   * @throws SpecException if it does not skip zeros, so that spikes cost nothing
   * @throws IOException if its file cannot be read
   */
  static Architecture machine(Recipe recipe) throws IOException {
    Architecture machine = recipe.simulation().expected(recipe.hardware().lanes());
    if (!machine.has(Mechanism.ZERO_SKIPPING)) {
      throw new SpecException(
          "simulation.architecture",
          machine.name() + " with cycleWeight or cycleBudget",
          "a machine with zeroSkipping: on this one spikes cost no cycles");
    }
    return machine;
  }

  /**
   * The cost of a network that is to be trained.
   *
   * @throws SpecException as {@link #machine}
   * @throws IOException if the machine's file or the features cannot be read
   */
  static CycleCost of(Run run, Checkpoint start) throws IOException {
    Recipe recipe = run.recipe();
    Architecture machine = machine(recipe);
    NetworkSpec spec = start.spec();
    double bits =
        spec.encoder() instanceof EncoderSpec.Direct
            ? featureBits(NetworkInput.by(start).of(run.features().part(Split.TRAIN)))
            : 0;
    int weightBits = recipe.compression().quantization().weightBits();
    ExpectedCycles cycles = ExpectedCycles.of(spec, machine, weightBits, bits);
    List<CycleCost.Layer> layers = new ArrayList<>();
    for (int l = 0; l < spec.layers().size(); l++) {
      layers.add(new CycleCost.Layer(cycles.perRate().get(l), cycles.perActive().get(l)));
    }
    return new CycleCost(cycles.base(), cycles.encoder(), layers);
  }

  /** Mean number of bits that are 1 in the 8-bit features of a frame. */
  static double featureBits(LabelledFeatures features) {
    long bits = 0;
    long frames = 0;
    float[] values = new float[features.maxFrames() * features.bands()];
    for (int clip = 0; clip < features.size(); clip++) {
      int count = features.frames(clip) * features.bands();
      features.read(clip, values, 0);
      for (int i = 0; i < count; i++) {
        bits += Integer.bitCount(FeatureQuantizer.quantize(values[i]));
      }
      frames += features.frames(clip);
    }
    return (double) bits / frames;
  }
}
