package org.keyspike.tutorials.howto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.keyspike.datasets.features.Batch;
import org.keyspike.engine.djl.DjlEngine;
import org.keyspike.integer.IntegerContract;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.Initializer;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.ReferenceNetwork;
import org.keyspike.network.SpecException;
import org.keyspike.network.Surrogate;
import org.keyspike.training.Activity;
import org.keyspike.training.EncoderLearning;
import org.keyspike.training.Feedback;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.LearningRule;
import org.keyspike.training.Objective;

/** The neuron and the rule of the how-to pages do what they say, found by name alone. */
class HowToTest {
  private static final int CLIPS = 3;
  private static final int FRAMES = 15;
  private static final int BANDS = 5;

  private final DjlEngine engine = new DjlEngine(DjlEngine.Device.CPU, 1);

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void theNeuronSpikesAsItsReferenceDoes() {
    NetworkSpec spec = spec(Neuron.named(new SynapticLif().name()));
    Parameters parameters = Initializer.draw(spec, 0.5, 3);
    Batch batch = batch();
    Activity activity = engine.forward(spec, parameters, batch, GradientEngine.Detail.SPIKES);
    ReferenceNetwork reference = new ReferenceNetwork(spec, parameters);
    float[] spikes = activity.spikes().get(0);
    int neurons = spec.layers().get(0).neurons();
    float active = 0;
    for (int b = 0; b < CLIPS; b++) {
      reference.reset();
      for (int t = 0; t < FRAMES; t++) {
        int frame = b * FRAMES + t;
        reference.step(Arrays.copyOfRange(batch.features(), frame * BANDS, (frame + 1) * BANDS));
        assertArrayEquals(
            reference.spikes(0, 0),
            Arrays.copyOfRange(spikes, frame * neurons, (frame + 1) * neurons),
            "frame " + t + " of clip " + b);
      }
    }
    for (float s : spikes) {
      active += s;
    }
    assertTrue(active > 0, "a silent network shows nothing");
  }

  @Test
  void theNeuronLearnsAndCannotBeExported() {
    NetworkSpec spec = spec(Neuron.named(new SynapticLif().name()));
    Parameters parameters = Initializer.draw(spec, 0.5, 3);
    Parameters gradients =
        engine.gradients(spec, parameters, batch(), Objective.bptt(0)).gradients();
    assertTrue(norm(gradients.data(Names.own(0, "synapse.leak"))) > 0);
    SpecException e =
        assertThrows(SpecException.class, () -> IntegerContract.requireExportable(spec));
    assertTrue(e.getMessage().contains("synaptic"), e.getMessage());
  }

  @Test
  void theRuleIsBpttWhereNothingRecurs() {
    NetworkSpec spec = spec(new RecurrentLif());
    Parameters parameters = Initializer.draw(spec, 0.5, 3);
    assertTrue(difference(spec, parameters) > 0, "with recurrent weights it is another rule");
    Arrays.fill(parameters.data(Names.recurrent(0)), 0);
    assertEquals(0, difference(spec, parameters));
  }

  /** How far the rule's gradient of W is from that of BPTT. */
  private double difference(NetworkSpec spec, Parameters parameters) {
    float[] bptt = weightGradient(spec, parameters, LearningRule.named("bptt"));
    float[] other =
        weightGradient(spec, parameters, LearningRule.named(new WithoutRecurrence().name()));
    for (int i = 0; i < bptt.length; i++) {
      other[i] -= bptt[i];
    }
    return norm(other);
  }

  private float[] weightGradient(NetworkSpec spec, Parameters parameters, LearningRule rule) {
    Objective objective = new Objective(rule, Feedback.NONE, 0, 0, 0, EncoderLearning.TASK, 0);
    return engine.gradients(spec, parameters, batch(), objective).gradients().data(Names.weight(0));
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }

  private static NetworkSpec spec(Neuron neuron) {
    return new NetworkSpec(
        new FeatureSpec(BANDS, 1),
        new EncoderSpec.Direct(),
        List.of(
            new LayerSpec(9, neuron, Surrogate.of(Surrogate.Shape.FAST_SIGMOID), false, true, 0)),
        new ReadoutSpec.Keyword(4, 2, FRAMES),
        1,
        null);
  }

  private static Batch batch() {
    SplittableRandom random = new SplittableRandom(5);
    float[] features = new float[CLIPS * FRAMES * BANDS];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextDouble(3);
    }
    int[] lengths = new int[CLIPS];
    Arrays.fill(lengths, FRAMES);
    return new Batch(CLIPS, FRAMES, BANDS, features, lengths, new int[] {0, 1, 0}, false);
  }
}
