package org.keyspike.engine.djl;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.keyspike.datasets.features.Batch;
import org.keyspike.integer.Quantizer;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;
import org.keyspike.training.Activity;
import org.keyspike.training.GradientEngine.Detail;
import org.keyspike.training.Gradients;
import org.keyspike.training.IntegerParity;
import org.keyspike.training.Objective;
import org.keyspike.training.RandomNetworks;

/**
 * The promise: what quantization-aware training computes is the integer network, spike for spike
 * and logit for logit, on random networks of every kind.
 */
class GridParityTest {
  private static DjlEngine engine;

  @BeforeContainer
  static void open() {
    engine = new DjlEngine(DjlEngine.Device.CPU, 1);
  }

  @AfterContainer
  static void close() {
    engine.close();
  }

  @Property(tries = 120)
  void forwardOnTheGridIsTheIntegerNetwork(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec spec = RandomNetworks.onGrid(random);
    Parameters parameters = Quantizer.onGrid(spec, RandomNetworks.drawn(random, spec));
    Batch batch = RandomNetworks.batch(random, spec, 3);
    Activity activity = engine.forward(spec, parameters, batch, Detail.SPIKES);
    IntegerParity.check(spec, parameters, batch, activity, "seed " + seed + ", " + spec);
  }

  @Property(tries = 30)
  void theTrainingPassAnswersLikeTheEvaluation(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec spec = RandomNetworks.onGrid(random);
    Parameters parameters = Quantizer.onGrid(spec, RandomNetworks.drawn(random, spec));
    Batch batch = RandomNetworks.batch(random, spec, 3);
    Gradients found = engine.gradients(spec, parameters, batch, Objective.bptt(0.1));
    Activity activity = engine.forward(spec, parameters, batch, Detail.LOGITS);
    assertTrue(Arrays.equals(activity.logits(), found.activity().logits()), "seed " + seed);
    for (Tensor gradient : found.gradients().asMap().values()) {
      for (float g : gradient.data()) {
        assertTrue(Float.isFinite(g), "seed " + seed);
      }
    }
  }
}
