package org.keyspike.engine.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.datasets.features.Batch;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.Surrogate;
import org.keyspike.training.AdamW;
import org.keyspike.training.Desire;
import org.keyspike.training.EncoderLearning;
import org.keyspike.training.Feedback;
import org.keyspike.training.Gradients;
import org.keyspike.training.Objective;
import org.keyspike.training.OptimizerMemory;
import org.keyspike.training.made.MadeFeatures;

/**
 * A task that desire backpropagation learns: which band is loud. Its spiking layers have to take
 * part, so that it is compared with a training in which only the readout moves.
 */
class DesireLearningTest {
  private static final int CLASSES = 6;
  private static final int FRAMES = 12;
  private static final int CLIPS = 48;
  private static final int STEPS = 80;

  private final NetworkSpec spec =
      new NetworkSpec(
          new FeatureSpec(CLASSES, 1),
          new EncoderSpec.Direct(),
          List.of(layer(), layer()),
          new ReadoutSpec.Keyword(8, CLASSES, FRAMES),
          1,
          null);

  private static LayerSpec layer() {
    Surrogate unused = Surrogate.of(Surrogate.Shape.FAST_SIGMOID);
    return new LayerSpec(12, new RecurrentLif(), unused, true, true, 0);
  }

  @Test
  void spikingLayersLearn() {
    double all = trained(true);
    double readoutAlone = trained(false);
    assertTrue(all < 0.5 * readoutAlone, all + " with layers, " + readoutAlone + " without");
  }

  /** The loss after some steps. */
  private double trained(boolean layers) {
    MadeFeatures made = new MadeFeatures(CLIPS, CLASSES, FRAMES, CLASSES, 3);
    Batch batch = batch(made);
    Parameters parameters = Initializer.draw(spec, 1, 5);
    List<ParameterSpec> learned =
        spec.parameters().stream()
            .filter(p -> p.role().learned())
            .filter(p -> layers || p.name().startsWith("readout."))
            .toList();
    AdamW optimizer = new AdamW(0);
    OptimizerMemory memory = OptimizerMemory.empty(optimizer, parameters);
    Objective objective =
        new Objective(new Desire(), Feedback.NONE, 0, 0, 0, EncoderLearning.FROZEN, 0);
    double loss = Double.NaN;
    try (VectorEngine engine = TestEngines.open(1)) {
      for (int step = 0; step < STEPS; step++) {
        Gradients found = engine.gradients(spec, parameters, batch, objective);
        optimizer.update(learned, parameters, found.gradients(), memory, 0.02);
        memory = memory.next();
        loss = found.loss();
      }
    }
    return loss;
  }

  private static Batch batch(MadeFeatures made) {
    float[] features = new float[CLIPS * FRAMES * CLASSES];
    int[] lengths = new int[CLIPS];
    Arrays.fill(lengths, FRAMES);
    int[] labels = new int[CLIPS];
    for (int clip = 0; clip < CLIPS; clip++) {
      made.read(clip, features, clip * FRAMES * CLASSES);
      labels[clip] = made.labels(clip)[0];
    }
    return new Batch(CLIPS, FRAMES, CLASSES, features, lengths, labels, false);
  }
}
