package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Reset;
import org.keyspike.network.SpecException;

/** What travels between layers, and how delays are learned. */
class SignalSettingsTest {
  private static final SignalSettings TWO_LEVELS =
      new SignalSettings(2, ActivationSettings.USUAL, DelaySettings.USUAL);
  private static final SignalSettings GRADED =
      new SignalSettings(3, new ActivationSettings(3, 0.5), DelaySettings.USUAL);

  private static NetworkSpec spec(String neuron, SignalSettings signals) {
    NetworkSettings usual = NetworkSettings.USUAL;
    return new NetworkSettings(
            BackboneSettings.layers(List.of(9, 5)),
            Neuron.named(neuron),
            usual.surrogate(),
            signals,
            true,
            true,
            0,
            1,
            4,
            usual.initial())
        .spec(new FeatureSpec(3, 1), EncoderSettings.USUAL, 2, 100);
  }

  private static void refused(String field, Executable made) {
    assertEquals(field, assertThrows(SpecException.class, made).field());
  }

  @Test
  void neuronsFireAsTheirKindDoes() {
    OutputCode shifts = new OutputCode.PowersOfTwo(2);
    assertEquals(shifts, spec("shift-lif", TWO_LEVELS).layers().get(0).code());
    assertEquals(new OutputCode.Graded(3), spec("rfatrelu", GRADED).layers().get(1).code());
    SignalSettings signals =
        new SignalSettings(3, ActivationSettings.USUAL, new DelaySettings(15, false, 1));
    List<LayerSpec> layers = spec("rsilif", signals).layers();
    assertEquals(new OutputCode.Spikes(), layers.get(0).code());
    assertEquals(0, layers.get(0).delays());
    assertEquals(15, layers.get(1).delays());
    assertEquals(0, spec("rlif", SignalSettings.USUAL).layers().get(1).delays());
    assertEquals(4, spec("rlif", late(4)).layers().get(0).delays());
    refused("levels", () -> new SignalSettings(5, ActivationSettings.USUAL, DelaySettings.USUAL));
    refused("activation.sparsity", () -> new ActivationSettings(4, 1));
    refused("activation.bits", () -> new ActivationSettings(0, 0));
    refused("delays.most", () -> new DelaySettings(64, true, 1));
    refused("delays.rate", () -> new DelaySettings(1, true, -1));
  }

  @Test
  void whatNeuronsDoNotUseIsRefused() {
    for (String neuron : List.of("rlif", "adlif", "silif", "rfatrelu")) {
      refused("levels", () -> spec(neuron, TWO_LEVELS));
    }
    for (String neuron : List.of("rlif", "adlif", "silif", "shift-rlif")) {
      refused("activation.bits", () -> spec(neuron, GRADED));
      refused(
          "activation.sparsity",
          () ->
              spec(
                  neuron,
                  new SignalSettings(3, new ActivationSettings(4, 0.5), DelaySettings.USUAL)));
    }
  }

  @Test
  void neuronsThatSpikeAndLeakAreResetToZeroIfAsked() {
    SignalSettings zero =
        new SignalSettings(Reset.ZERO, 3, ActivationSettings.USUAL, DelaySettings.USUAL);
    for (String neuron : List.of("lif", "rlif")) {
      assertTrue(spec(neuron, zero).layers().stream().allMatch(LayerSpec::resetsToZero));
      assertFalse(
          spec(neuron, SignalSettings.USUAL).layers().stream().anyMatch(LayerSpec::resetsToZero));
    }
    for (String neuron : List.of("adlif", "radlif", "silif", "shift-rlif", "fatrelu")) {
      refused("reset", () -> spec(neuron, zero));
    }
  }

  private static SignalSettings late(int most) {
    return new SignalSettings(3, ActivationSettings.USUAL, new DelaySettings(most, true, 2));
  }

  /** 15/4 at the first step, ½ at the last, and the geometric mean of them in the middle. */
  @Test
  void sigmaFallsInEqualRatios() {
    DelayLearning learning = DelayLearning.first(spec("lif", late(15)), 2);
    assertEquals(new DelayLearning(3.75, 2), learning);
    assertEquals(3.75, learning.sigma(0, 101));
    assertEquals(Math.sqrt(3.75 * 0.5), learning.sigma(50, 101), 1e-12);
    assertEquals(0.5, learning.sigma(100, 101), 1e-12);
    assertEquals(0.5, DelayLearning.first(spec("lif", late(1)), 2).sigma());
    assertEquals(0.5, DelayLearning.USUAL.sigma(3, 10));
    assertEquals(0.5, Objective.bptt(0).sigma());
    assertEquals(2, Objective.bptt(0).withSigma(2).sigma());
    refused("objective.sigma", () -> Objective.bptt(0).withSigma(0));
  }
}
