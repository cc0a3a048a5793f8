package org.keyspike.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One neuron, one band, two steps a frame: small enough to follow by hand. */
class ReferenceNetworkTest {
  private static NetworkSpec spec(Neuron neuron, ReadoutSpec readout) {
    return new NetworkSpec(
        new FeatureSpec(1, 1),
        new EncoderSpec.Direct(),
        List.of(new LayerSpec(1, neuron, Surrogate.of(Surrogate.Shape.BOXCAR), false, true, 0)),
        readout,
        2,
        null);
  }

  private static Parameters parameters(NetworkSpec spec, Map<String, Float> values) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec parameter : spec.parameters()) {
      Tensor tensor = Tensor.zeros(parameter.shape());
      tensor.data()[0] = values.getOrDefault(parameter.name(), 0f);
      tensors.put(parameter.name(), tensor);
    }
    return new Parameters(tensors);
  }

  /**
   * u = ½v + x: of frames 1, 0, 2, each presented twice, u is 1, 1; 0, 0; 2, 2.5, and the neuron
   * spikes at 1 and above: 4 spikes in 3 frames of two steps.
   */
  @Test
  void countsMeanAndLogitsFollowByHand() {
    NetworkSpec spec = spec(new Lif(), new ReadoutSpec.Keyword(1, 2, 3));
    Parameters parameters =
        parameters(
            spec,
            Map.of(
                Names.weight(0),
                1f,
                Names.leak(0),
                0.5f,
                Names.HIDDEN_WEIGHT,
                3f,
                Names.HIDDEN_BIAS,
                1f,
                Names.OUTPUT_WEIGHT,
                2f,
                Names.OUTPUT_BIAS,
                -1f));
    ReferenceNetwork network = new ReferenceNetwork(spec, parameters);
    network.step(new float[] {1});
    assertArrayEquals(new float[] {1}, network.potentials(0, 0));
    assertArrayEquals(new float[] {1}, network.potentials(0, 1));
    assertArrayEquals(new float[] {1}, network.largestPotentials(0, 1));
    assertArrayEquals(new float[] {2}, network.merged());
    assertEquals(1, network.largestPotential());
    network.step(new float[] {0});
    assertArrayEquals(new float[] {0}, network.merged());
    network.step(new float[] {2});
    assertArrayEquals(new float[] {2}, network.encoderSpikes());
    assertArrayEquals(new float[] {2.5f}, network.potentials(0, 1));
    assertEquals(2.5f, network.largestPotential());
    assertEquals(2.5f, network.highestPotential());
    // 3 · 4/6 + 1 = 3 and 2 · 3 − 1; the other class has neither weight nor bias.
    assertEquals(3, network.hidden()[0], 1e-6);
    assertArrayEquals(new float[] {5, 0}, network.logits(), 1e-6f);
    // 3 · 2/(2·2) + 1 = 2.5.
    assertArrayEquals(new float[] {4, 0}, network.logits(new float[] {2}, 2), 1e-6f);
    network.reset();
    network.step(new float[] {-4});
    assertEquals(6, network.largestPotential(), "−4, then −2 − 4");
    assertEquals(0, network.highestPotential(), "nothing rises");
    assertArrayEquals(new float[] {1, 0}, network.logits(), 1e-6f);
    parameters.data(Names.HIDDEN_BIAS)[0] = -9;
    assertEquals(0, network.hidden()[0], "ReLU");
  }

  /** w = ρw + av + γs: after the spike of the first step w is γ, larger than any potential. */
  @Test
  void theAdaptationCountsToTheLargestPotential() {
    NetworkSpec spec = spec(new AdaptiveLif(), new ReadoutSpec.FrameWise(2));
    ReferenceNetwork network =
        new ReferenceNetwork(
            spec,
            parameters(
                spec,
                Map.of(
                    Names.weight(0),
                    1f,
                    Names.adaptationJump(0),
                    7f,
                    Names.OUTPUT_WEIGHT,
                    3f,
                    Names.OUTPUT_BIAS,
                    0.5f)));
    network.step(new float[] {1});
    assertArrayEquals(new float[] {1}, network.spikes(0, 0));
    assertArrayEquals(new float[] {-6}, network.potentials(0, 1));
    assertEquals(7, network.largestPotential());
    assertEquals(7, network.highestPotential());
    assertArrayEquals(new float[] {3.5f, 0}, network.logits());
  }

  /** H(0) is 1: a change of exactly δ¹ and what is left of exactly δ² are spikes. */
  @Test
  void aChangeOfExactlyAStepIsASpike() {
    float[] spikes = new float[8];
    ResidualEncoder.step(
        new float[] {0.5f, 0.5f},
        new float[] {0.25f, 0.25f},
        ResidualEncoder.State.zero(2),
        new float[] {0.75f, -0.75f},
        spikes);
    assertArrayEquals(new float[] {1, 0, 0, 1, 1, 0, 0, 1}, spikes);
  }

  /** Steps of ½: 1 rises over the estimate of 0, and −1 falls below the ½ that it then is. */
  @Test
  void theStepForwardEncoderFeedsTheFirstLayer() {
    NetworkSpec direct = spec(new Lif(), new ReadoutSpec.FrameWise(2));
    NetworkSpec spec =
        new NetworkSpec(
            direct.features(),
            new EncoderSpec.StepForward(),
            direct.layers(),
            direct.readout(),
            1,
            null);
    ReferenceNetwork network =
        new ReferenceNetwork(
            spec,
            parameters(spec, Map.of(Names.RHO, ResidualEncoder.rhoOf(0.5), Names.weight(0), 3f)));
    network.step(new float[] {1});
    assertArrayEquals(new float[] {1, 0}, network.encoderSpikes());
    assertArrayEquals(new float[] {3}, network.potentials(0, 0));
    network.step(new float[] {-1});
    assertArrayEquals(new float[] {0, 1}, network.encoderSpikes());
    assertArrayEquals(new float[] {0}, network.potentials(0, 0));
  }

  /** 3 · 1 + 1 = 4, less a mean of 1, times 2, plus ½. */
  @Test
  void batchNormIsOfTheCurrentWithItsBias() {
    NetworkSpec plain = spec(new Lif(), new ReadoutSpec.FrameWise(2));
    LayerSpec layer = plain.layers().get(0);
    NetworkSpec spec =
        new NetworkSpec(
            plain.features(),
            plain.encoder(),
            List.of(new LayerSpec(1, layer.neuron(), layer.surrogate(), true, true, 0)),
            plain.readout(),
            1,
            null);
    ReferenceNetwork network =
        new ReferenceNetwork(
            spec,
            parameters(
                spec,
                Map.of(
                    Names.weight(0),
                    3f,
                    Names.bias(0),
                    1f,
                    Names.normScale(0),
                    2f,
                    Names.normShift(0),
                    0.5f,
                    Names.normMean(0),
                    1f,
                    Names.normVariance(0),
                    1 - BatchNorm.EPSILON)));
    network.step(new float[] {1});
    assertEquals(6.5, network.potentials(0, 0)[0], 1e-5);
  }

  @Test
  void aNetworkOnTheGridIsRefused() {
    NetworkSpec spec = spec(new Lif(), new ReadoutSpec.FrameWise(2));
    NetworkSpec onGrid =
        spec.withFormat(
            new NumberFormat(
                4,
                16,
                List.of(new NumberFormat.LayerFormat(8, 3, 8)),
                new NumberFormat.ReadoutFormat(0, 0, 2)));
    assertThrows(
        SpecException.class, () -> new ReferenceNetwork(onGrid, parameters(spec, Map.of())));
  }
}
