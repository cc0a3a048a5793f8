package org.keyspike.tutorials.howto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.datasets.features.Batch;
import org.keyspike.engine.djl.DjlEngine;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.SpecException;
import org.keyspike.network.Surrogate;
import org.keyspike.training.Bptt;
import org.keyspike.training.EncoderLearning;
import org.keyspike.training.EngineProvider;
import org.keyspike.training.Feedback;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.Gradients;
import org.keyspike.training.LearningRule;
import org.keyspike.training.Objective;

class PerturbationEngineTest {
  private static final int CLIPS = 4;
  private static final int FRAMES = 10;
  private static final int BANDS = 3;

  private final NetworkSpec spec = spec(false);
  private final Parameters parameters = Initializer.draw(spec, 0.5, 1);

  private static EngineProvider provider() {
    return EngineProvider.all().stream()
        .filter(engine -> engine.name().equals("perturbation"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void isFoundByNameAndNeverTakenFirst() {
    assertEquals(PerturbationProvider.class, provider().getClass());
    assertNotEquals("perturbation", EngineProvider.all().get(0).name());
  }

  @Test
  void answersAsOtherEnginesDo() {
    try (GradientEngine engine = provider().open("cpu", 0);
        DjlEngine djl = new DjlEngine(DjlEngine.Device.CPU, 1)) {
      float[] own =
          engine.forward(spec, parameters, batch(), GradientEngine.Detail.LOGITS).logits();
      float[] other = djl.forward(spec, parameters, batch(), GradientEngine.Detail.LOGITS).logits();
      // One engine sums in another order than the other.
      assertArrayEquals(other, own, 1e-5f);
    }
  }

  @Test
  void descendingItsGradientsLearns() {
    PerturbationEngine engine = new PerturbationEngine(16);
    double first = 0;
    double last = 0;
    for (int step = 0; step < 60; step++) {
      Objective objective =
          new Objective(new Bptt(), Feedback.NONE, 0, 0, 0, EncoderLearning.TASK, step);
      Gradients found = engine.gradients(spec, parameters, batch(), objective);
      first = step == 0 ? found.loss() : first;
      last = found.loss();
      for (String name : found.gradients().names()) {
        float[] values = parameters.data(name);
        float[] gradient = found.gradients().data(name);
        for (int i = 0; i < values.length; i++) {
          values[i] -= 0.05f * gradient[i];
        }
      }
    }
    assertTrue(last < 0.7 * first, "loss " + first + " → " + last);
  }

  @Test
  void refusesWhatItCannotCompute() {
    EngineProvider engine = provider();
    LearningRule dfa = LearningRule.named("dfa-trace");
    engine.require(spec, new Bptt(), "cpu");
    assertThrows(SpecException.class, () -> engine.require(spec, dfa, "cpu"));
    assertThrows(SpecException.class, () -> engine.require(spec, new Bptt(), "gpu"));
    assertThrows(SpecException.class, () -> engine.require(spec(true), new Bptt(), "cpu"));
  }

  private static NetworkSpec spec(boolean batchNorm) {
    Surrogate any = Surrogate.of(Surrogate.Shape.FAST_SIGMOID);
    return new NetworkSpec(
        new FeatureSpec(BANDS, 1),
        new EncoderSpec.Direct(),
        List.of(new LayerSpec(6, new Lif(), any, batchNorm, true, 0)),
        new ReadoutSpec.Keyword(4, 2, FRAMES),
        1,
        null);
  }

  /** Loud in the low band is class 0, loud in the high one class 1. */
  private static Batch batch() {
    float[] features = new float[CLIPS * FRAMES * BANDS];
    int[] labels = new int[CLIPS];
    for (int clip = 0; clip < CLIPS; clip++) {
      labels[clip] = clip % 2;
      for (int t = 0; t < FRAMES; t++) {
        features[(clip * FRAMES + t) * BANDS + 2 * labels[clip]] = 2;
      }
    }
    int[] lengths = new int[CLIPS];
    Arrays.fill(lengths, FRAMES);
    return new Batch(CLIPS, FRAMES, BANDS, features, lengths, labels, false);
  }
}
