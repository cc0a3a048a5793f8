package org.keyspike.compression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.integer.FeatureQuantizer;
import org.keyspike.integer.IntegerStateSpace;
import org.keyspike.integer.Quantizer;
import org.keyspike.integer.StateSpaceModel;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.GoldenStateSpace;
import org.keyspike.network.ReferenceNetwork;
import org.keyspike.network.SpecException;

/** From a float network with a state space to one on the grid, by what training clips show. */
class StateSpaceGridTest {
  private static final int FRAMES = 40;

  private static Checkpoint folded(String form) {
    GoldenStateSpace of = GoldenStateSpace.read("ssm-network-" + form);
    return BatchNormFolding.fold(
        new Checkpoint(
            of.network(), List.of("a", "b", "c", "d"), of.parameters(), Map.of("seed", "4")));
  }

  private static QuantizationSettings bits(int weightBits) {
    return new QuantizationSettings(weightBits, 16, Scales.ERROR, 0, 1e-3);
  }

  /** With weights of 8 bits the integers say nearly what the float network says. */
  @ParameterizedTest
  @ValueSource(strings = {"graded", "spikes"})
  void integersFollowTheFloatNetwork(String form) {
    Checkpoint folded = folded(form);
    int bands = folded.spec().features().bands();
    Noise noise = new Noise(bands, FRAMES);
    Checkpoint grid = GridPreparation.prepare(folded, noise, bits(8), new MadeEngine());
    assertEquals(8, grid.spec().format().weightBits());
    ReferenceNetwork real = new ReferenceNetwork(folded.spec(), folded.parameters());
    IntegerStateSpace integers =
        new IntegerStateSpace((StateSpaceModel) Quantizer.quantize(grid.spec(), grid.parameters()));
    double unit = Math.scalb(1.0, -grid.spec().format().stateSpace().streamFraction());
    float[] clip = new float[FRAMES * bands];
    noise.read(0, clip, 0);
    int same = 0;
    int all = 0;
    double largest = 0;
    for (int t = 0; t < FRAMES; t++) {
      float[] frame = Arrays.copyOfRange(clip, t * bands, (t + 1) * bands);
      real.step(frame);
      integers.step(FeatureQuantizer.quantize(frame), 0);
      largest = Math.max(largest, real.largestStream() / unit);
      byte[] outputs = integers.outputs();
      float output = grid.spec().layers().get(0).code().unit();
      for (int m = 0; m < outputs.length; m++) {
        same += Math.abs(outputs[m] * output - real.merged()[m]) <= output ? 1 : 0;
        all++;
      }
    }
    assertTrue(same > 0.8 * all, same + " of " + all + " outputs");
    assertTrue(largest <= 32_767 / 1.4 && largest > 32_767 / 8.0, "r reaches " + largest);
  }

  @Test
  void whatAStateSpaceCannotHaveIsNamed() {
    Checkpoint folded = folded("graded");
    Noise noise = new Noise(folded.spec().features().bands(), FRAMES);
    refused("membraneBits", folded, noise, new QuantizationSettings(4, 12, Scales.ERROR, 0, 1));
    refused("scales", folded, noise, new QuantizationSettings(4, 16, Scales.LOSS, 0, 1));
    refused(
        "scalePer",
        folded,
        noise,
        new QuantizationSettings(4, 16, Scales.ERROR, ScalePer.NEURON, 0, 1));
    Checkpoint grid = GridPreparation.prepare(folded, noise, bits(4), new MadeEngine());
    Checkpoint again = grid.with(Quantizer.onGrid(grid.spec(), grid.parameters()));
    assertArrayEquals(
        Quantizer.onGrid(grid.spec(), again.parameters()).data("block1.in.weight"),
        again.parameters().data("block1.in.weight"));
  }

  private static void refused(
      String key, Checkpoint folded, Noise noise, QuantizationSettings settings) {
    SpecException refusal =
        assertThrows(
            SpecException.class,
            () -> GridPreparation.prepare(folded, noise, settings, new MadeEngine()));
    assertEquals("compression.quantization." + key, refusal.field());
  }
}
