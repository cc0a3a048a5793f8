package org.keyspike.engine.vector.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keyspike.datasets.features.Batch;
import org.keyspike.engine.djl.DjlEngine;
import org.keyspike.engine.vector.VectorEngine;
import org.keyspike.engine.vector.VectorRule;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkDraw;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.Parameters;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.Surrogate;
import org.keyspike.training.EncoderLearning;
import org.keyspike.training.Feedback;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.Gradients;
import org.keyspike.training.LearningRule;
import org.keyspike.training.Objective;
import org.keyspike.training.RandomNetworks;

/** A neuron and a rule from outside are found by name alone, and agree with the other engine. */
@Tag("slow")
class ExampleTest {
  private final List<VectorEngine> vectors =
      Stream.of(VectorEngine.Kernels.values())
          .map(kernels -> VectorEngine.open(kernels, 1))
          .toList();

  private final GradientEngine djl = new DjlEngine(DjlEngine.Device.CPU, 1);

  @AfterEach
  void close() {
    vectors.forEach(VectorEngine::close);
    djl.close();
  }

  @Test
  void theNeuronLearnsTheSameInBothEngines() {
    Parameters found = compare(Neuron.named("current-lif"), LearningRule.named("bptt"), true);
    for (String own : new String[] {"leak", "synapse.leak"}) {
      assertTrue(largest(found.data(Names.own(0, own))) > 0, own);
    }
    compare(Neuron.named("current-lif"), LearningRule.named("bptt"), false);
    compare(Neuron.named("current-lif"), LearningRule.named("dfa-instant"), true);
  }

  @Test
  void theRuleIsTheSameInBothEnginesAndNotBptt() {
    LearningRule rule = LearningRule.named("no-recurrence");
    VectorRule.require(rule);
    Parameters without = compare(new RecurrentLif(), rule, false);
    Parameters all = compare(new RecurrentLif(), LearningRule.named("bptt"), false);
    float[] difference = all.data(Names.weight(0)).clone();
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= without.data(Names.weight(0))[i];
    }
    assertTrue(largest(difference) > 1e-4);
  }

  /** Gradients within 1e-4 of the largest of their tensor, as golden values are. */
  private Parameters compare(Neuron neuron, LearningRule rule, boolean detached) {
    SplittableRandom random = new SplittableRandom(11);
    NetworkDraw draw =
        NetworkDraw.from(random)
            .layersOf(13, 9)
            .bands(7, 7)
            .frames(20, 20)
            .kinds(neuron)
            .encoders(new EncoderSpec.Direct())
            .surrogates(List.of(Surrogate.Shape.FAST_SIGMOID))
            .keywords();
    NetworkSpec spec = (detached ? draw : draw.attachedResets()).spec();
    Parameters parameters = RandomNetworks.mild(random, spec);
    Batch batch = RandomNetworks.batch(random, spec, 6);
    Objective objective =
        new Objective(
            rule,
            rule.feedback() ? Feedback.draw(spec, 3) : Feedback.NONE,
            0.1,
            0,
            0,
            EncoderLearning.TASK,
            0);
    Gradients expected = djl.gradients(spec, parameters, batch, objective);
    assertTrue(expected.activity().rates()[0] > 0, "a silent network shows nothing");
    for (VectorEngine vector : vectors) {
      Gradients found = vector.gradients(spec, parameters, batch, objective);
      assertArrayEquals(expected.activity().rates(), found.activity().rates(), 1e-6);
      assertEquals(expected.loss(), found.loss(), 1e-5);
      for (String name : expected.gradients().names()) {
        float[] reference = expected.gradients().data(name);
        float tolerance = 1e-4f * largest(reference) + 1e-5f;
        assertArrayEquals(reference, found.gradients().data(name), tolerance, name);
      }
    }
    return vectors.get(0).gradients(spec, parameters, batch, objective).gradients();
  }

  private static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
