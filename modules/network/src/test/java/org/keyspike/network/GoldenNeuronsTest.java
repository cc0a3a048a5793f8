package org.keyspike.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps of neurons with codes of their own, and of delays, against golden values. */
class GoldenNeuronsTest {
  private static final double TOLERANCE = 1e-4;

  @ParameterizedTest
  @ValueSource(strings = {"shift-lif-2-boxcar", "shift-lif-3-fast-sigmoid", "shift-lif-4-triangle"})
  void powersOfTwo(String name) {
    Safetensors golden = Golden.read(name);
    int levels = Integer.parseInt(golden.metadata().get("levels"));
    follow(golden, new RecurrentShiftLif(), new OutputCode.PowersOfTwo(levels), 0, "spikes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fatrelu-1", "fatrelu-2", "fatrelu-4"})
  void gradedOutputs(String name) {
    Safetensors golden = Golden.read(name);
    OutputCode code = new OutputCode.Graded(Integer.parseInt(golden.metadata().get("bits")));
    assertEquals(Float.parseFloat(golden.metadata().get("step")), code.unit());
    follow(golden, new RecurrentFatrelu(), code, 0, "outputs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset-zero-fast-sigmoid-detached", "reset-zero-triangle-attached"})
  void resetToZero(String name) {
    Safetensors golden = Golden.own(name);
    follow(golden, new RecurrentLif(), new OutputCode.Spikes(Reset.ZERO), 0, "spikes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"delays-7", "delays-15"})
  void delays(String name) {
    Safetensors golden = Golden.read(name);
    int most = Integer.parseInt(golden.metadata().get("most"));
    follow(golden, new RecurrentLif(), new OutputCode.Spikes(), most, "spikes");
  }

  private static void follow(
      Safetensors golden, Neuron neuron, OutputCode code, int most, String outputs) {
    int[] x = golden.shape("x");
    int neurons = golden.shape("b")[0];
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(x[2], 1),
            new EncoderSpec.Direct(),
            List.of(
                new LayerSpec(
                    neurons,
                    neuron,
                    Surrogate.of(Surrogate.Shape.BOXCAR),
                    false,
                    true,
                    0,
                    code,
                    most)),
            new ReadoutSpec.FrameWise(2),
            1,
            null);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(Names.weight(0), golden.tensor("W"));
    tensors.put(Names.recurrent(0), golden.tensor("U"));
    tensors.put(Names.bias(0), golden.tensor("b"));
    tensors.put(Names.leak(0), golden.tensor("beta"));
    if (golden.names().contains("tau")) {
      tensors.put(Names.threshold(0), golden.tensor("tau"));
    }
    if (golden.names().contains("delays")) {
      tensors.put(Names.delay(0), golden.tensor("delays"));
    }
    tensors.put(Names.OUTPUT_WEIGHT, Tensor.zeros(2, neurons));
    tensors.put(Names.OUTPUT_BIAS, Tensor.zeros(2));
    Parameters parameters = new Parameters(tensors);
    ReferenceNetwork network = new ReferenceNetwork(spec, parameters);
    for (int b = 0; b < x[0]; b++) {
      network.reset();
      for (int t = 0; t < x[1]; t++) {
        int at = b * x[1] + t;
        network.step(row(golden, "x", at));
        assertArrayEquals(row(golden, outputs, at), network.spikes(0, 0), "frame " + t);
        assertArrayEquals(
            row(golden, "u", at), network.potentials(0, 0), (float) TOLERANCE, "frame " + t);
      }
    }
  }

  private static float[] row(Safetensors golden, String name, int index) {
    int width = golden.shape(name)[2];
    return Arrays.copyOfRange(golden.tensor(name).data(), index * width, (index + 1) * width);
  }
}
