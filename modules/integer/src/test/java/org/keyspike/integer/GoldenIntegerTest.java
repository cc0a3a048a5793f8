package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.keyspike.network.Safetensors;

class GoldenIntegerTest {
  @ParameterizedTest
  @FieldSource({
    "org.keyspike.integer.GoldenModels#NAMES",
    "org.keyspike.integer.GoldenModels#CODES_AND_DELAYS",
    "org.keyspike.integer.GoldenModels#OWN"
  })
  void everyOutputPotentialAndLogitIsTheGoldenOne(String name) {
    Safetensors golden = GoldenModels.read(name);
    IntegerNetwork network = new IntegerNetwork(GoldenModels.model(golden));
    byte[] features = GoldenModels.features(golden);
    run(network, features, golden);
    network.reset();
    run(network, features, golden);
  }

  private static void run(IntegerNetwork network, byte[] features, Safetensors golden) {
    IntegerModel model = network.model();
    int bands = model.features().bands();
    int steps = model.timeSteps();
    int frames = features.length / bands;
    for (int t = 0; t < frames; t++) {
      network.step(features, t * bands);
      if (golden.names().contains("encoderSpikes")) {
        assertArrayEquals(row(golden, "encoderSpikes", t), widen(network.encoderSpikes()));
      }
      for (int k = 0; k < steps; k++) {
        for (int l = 0; l < 2; l++) {
          String place = "frame " + t + " step " + k + " layer " + (l + 1);
          assertArrayEquals(
              row(golden, "u" + (l + 1), t * steps + k), network.potentials(l, k), place);
          if (golden.names().contains("w" + (l + 1))) {
            assertArrayEquals(
                row(golden, "w" + (l + 1), t * steps + k), network.adaptations(l, k), place);
          }
          String outputs = (golden.names().contains("outputs1") ? "outputs" : "spikes") + (l + 1);
          assertArrayEquals(
              row(golden, outputs, t * steps + k), widen(network.spikes(l, k)), place);
        }
      }
      if (golden.names().contains("merged")) {
        assertArrayEquals(row(golden, "merged", t), widen(network.merged()));
        assertArrayEquals(row(golden, "logits", t), network.logits());
      }
    }
    if (golden.names().contains("counts")) {
      assertArrayEquals(golden.ints("counts"), network.counts());
      assertArrayEquals(golden.ints("logits"), network.logits());
      assertArrayEquals(golden.ints("hidden"), network.hidden());
    }
  }

  private static int[] row(Safetensors golden, String name, int row) {
    int width = golden.shape(name)[1];
    return Arrays.copyOfRange(golden.ints(name), row * width, (row + 1) * width);
  }

  private static int[] widen(byte[] values) {
    int[] wide = new int[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return wide;
  }
}
