package org.keyspike.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The float steps against golden values: spikes exactly, potentials to float32 rounding. */
class GoldenStepsTest {
  private static final double POTENTIAL_TOLERANCE = 1e-4;

  @ParameterizedTest
  @ValueSource(strings = {"encoder0", "encoder1"})
  void encoder(String name) {
    Safetensors golden = Golden.read(name);
    int[] shape = golden.shape("x");
    int bands = shape[2];
    float[] coarse = new float[bands];
    Arrays.fill(coarse, ResidualEncoder.coarseStep(golden.tensor("rho").data()[0]));
    float[] fine = new float[bands];
    Arrays.fill(
        fine,
        ResidualEncoder.fineStep(golden.tensor("rho").data()[0], golden.tensor("kappa").data()[0]));
    float[] x = golden.tensor("x").data();
    float[] expected = golden.tensor("spikes").data();
    for (int b = 0; b < shape[0]; b++) {
      ResidualEncoder.State state = ResidualEncoder.State.zero(bands);
      float[] spikes = new float[4 * bands];
      for (int t = 0; t < shape[1]; t++) {
        int frame = b * shape[1] + t;
        ResidualEncoder.step(coarse, fine, state, slice(x, frame * bands, bands), spikes);
        assertArrayEquals(slice(expected, frame * 4 * bands, 4 * bands), spikes, "frame " + t);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rlif-boxcar-detached",
        "rlif-triangle-attached",
        "rlif-two-steps",
        "adaptive-lif"
      })
  void recurrentLayer(String name) {
    Safetensors golden = Golden.read(name);
    int steps = name.endsWith("two-steps") ? 2 : 1;
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(Names.weight(0), golden.tensor("W"));
    tensors.put(Names.recurrent(0), golden.tensor("U"));
    tensors.put(Names.bias(0), golden.tensor("b"));
    tensors.put(Names.leak(0), golden.tensor("beta"));
    boolean adaptive = golden.names().contains("rho");
    if (adaptive) {
      tensors.put(Names.own(0, "adaptation.leak"), golden.tensor("rho"));
      tensors.put(Names.own(0, "adaptation.coupling"), golden.tensor("a"));
      tensors.put(Names.own(0, "adaptation.jump"), golden.tensor("gamma"));
    }
    int[] x = golden.shape("x");
    LayerSpec layer =
        new LayerSpec(
            golden.shape("b")[0],
            adaptive ? new RecurrentAdaptiveLif() : new RecurrentLif(),
            Surrogate.of(Surrogate.Shape.BOXCAR),
            false,
            true,
            0);
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(x[2], 1),
            new EncoderSpec.Direct(),
            List.of(layer),
            new ReadoutSpec.FrameWise(2),
            steps,
            null);
    tensors.put(Names.OUTPUT_WEIGHT, Tensor.zeros(2, golden.shape("b")[0]));
    tensors.put(Names.OUTPUT_BIAS, Tensor.zeros(2));
    ReferenceNetwork network = new ReferenceNetwork(spec, new Parameters(tensors));
    follow(golden, network, x, steps);
  }

  private static void follow(Safetensors golden, ReferenceNetwork network, int[] x, int steps) {
    float[] inputs = golden.tensor("x").data();
    float[] spikes = golden.tensor("spikes").data();
    float[] potentials = golden.tensor("u").data();
    int neurons = golden.shape("b")[0];
    for (int b = 0; b < x[0]; b++) {
      network.reset();
      for (int t = 0; t < x[1]; t++) {
        network.step(slice(inputs, (b * x[1] + t) * x[2], x[2]));
        for (int k = 0; k < steps; k++) {
          int at = ((b * x[1] + t) * steps + k) * neurons;
          assertArrayEquals(slice(spikes, at, neurons), network.spikes(0, k));
          assertClose(slice(potentials, at, neurons), network.potentials(0, k));
        }
      }
    }
  }

  @Test
  void keywordNetwork() {
    Safetensors golden = Golden.read("network-bptt");
    int[] x = golden.shape("x");
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(x[2], 1),
            new EncoderSpec.Residual(false),
            List.of(rlif(golden.shape("b1")[0]), rlif(golden.shape("b2")[0])),
            new ReadoutSpec.Keyword(golden.shape("c1")[0], golden.shape("c2")[0], x[1]),
            1,
            null);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(Names.RHO, golden.tensor("rho"));
    tensors.put(Names.KAPPA, golden.tensor("kappa"));
    for (int l = 0; l < 2; l++) {
      tensors.put(Names.weight(l), golden.tensor("W" + (l + 1)));
      tensors.put(Names.recurrent(l), golden.tensor("U" + (l + 1)));
      tensors.put(Names.bias(l), golden.tensor("b" + (l + 1)));
      tensors.put(Names.leak(l), golden.tensor("beta" + (l + 1)));
    }
    tensors.put(Names.HIDDEN_WEIGHT, golden.tensor("H1"));
    tensors.put(Names.HIDDEN_BIAS, golden.tensor("c1"));
    tensors.put(Names.OUTPUT_WEIGHT, golden.tensor("H2"));
    tensors.put(Names.OUTPUT_BIAS, golden.tensor("c2"));
    ReferenceNetwork network = new ReferenceNetwork(spec, new Parameters(tensors));
    float[] inputs = golden.tensor("x").data();
    int classes = golden.shape("c2")[0];
    for (int b = 0; b < x[0]; b++) {
      network.reset();
      for (int t = 0; t < x[1]; t++) {
        int frame = b * x[1] + t;
        network.step(slice(inputs, frame * x[2], x[2]));
        for (int l = 0; l < 2; l++) {
          int n = network.spikes(l, 0).length;
          assertArrayEquals(
              slice(golden.tensor("spikes" + (l + 1)).data(), frame * n, n), network.spikes(l, 0));
        }
      }
      assertClose(slice(golden.tensor("logits").data(), b * classes, classes), network.logits());
    }
  }

  private static LayerSpec rlif(int neurons) {
    return new LayerSpec(
        neurons, new RecurrentLif(), Surrogate.of(Surrogate.Shape.BOXCAR), false, true, 0);
  }

  private static float[] slice(float[] all, int from, int length) {
    return Arrays.copyOfRange(all, from, from + length);
  }

  private static void assertClose(float[] expected, float[] found) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(
          expected[i], found[i], POTENTIAL_TOLERANCE * (1 + Math.abs(expected[i])), "at " + i);
    }
  }
}
