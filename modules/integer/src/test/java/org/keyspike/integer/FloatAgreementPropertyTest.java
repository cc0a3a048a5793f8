package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.ReferenceNetwork;

/**
 * The integer network against the float one on the grid. Neurons without memory round nothing on
 * the way, so that both are the same number for number, each in its own unit.
 */
class FloatAgreementPropertyTest {
  private record Clip(byte[] features, int frames, int bands) {
    float[] frame(int t) {
      float[] frame = new float[bands];
      for (int c = 0; c < bands; c++) {
        frame[c] = (features[t * bands + c] & 0xFF) / 16f;
      }
      return frame;
    }
  }

  @Property(tries = 150)
  void withoutMemoryFloatsAndIntegersAreTheSame(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec drawn = RandomNetworks.everyKind(random);
    // The steps of an encoder in floats are on no grid.
    NetworkSpec spec =
        new NetworkSpec(
            drawn.features(),
            new EncoderSpec.Direct(),
            drawn.layers(),
            drawn.readout(),
            drawn.timeSteps(),
            null);
    Parameters parameters = withoutMemory(spec, RandomNetworks.parameters(spec, random));
    int frames = spec.readout() instanceof ReadoutSpec.Keyword keyword ? keyword.frames() : 70;
    int bands = spec.features().bands();
    byte[] features = new byte[frames * bands];
    random.nextBytes(features);
    Clip clip = new Clip(features, frames, bands);
    NumberFormat rough = FormatChooser.choose(spec, parameters, 4, 16, 1, 1);
    // With room, so that nothing saturates that does not here.
    float[] largest = largest(spec, Quantizer.onGrid(spec.withFormat(rough), parameters), clip);
    NetworkSpec onGrid =
        spec.withFormat(
            FormatChooser.choose(spec, parameters, 4, 16, 2 * largest[0], 2 * largest[1]));
    Parameters moved = Quantizer.onGrid(onGrid, parameters);
    float[] reached = largest(spec, moved, clip);
    Assume.that(reached[0] <= 2 * largest[0] && reached[1] <= 2 * largest[1]);
    compare(onGrid, moved, clip);
  }

  private static Parameters withoutMemory(NetworkSpec spec, Parameters parameters) {
    for (int l = 0; l < spec.layers().size(); l++) {
      Arrays.fill(parameters.data(Names.leak(l)), 0);
      if (IntegerContract.adaptive(spec, l)) {
        Arrays.fill(parameters.data(Names.adaptationLeak(l)), 0);
        Arrays.fill(parameters.data(Names.adaptationCoupling(l)), 0);
      }
    }
    return parameters;
  }

  /** The largest potential and hidden value. */
  private static float[] largest(NetworkSpec spec, Parameters parameters, Clip clip) {
    ReferenceNetwork network = new ReferenceNetwork(spec, parameters);
    float[] largest = {0, 0};
    for (int t = 0; t < clip.frames; t++) {
      network.step(clip.frame(t));
      largest[0] = Math.max(largest[0], network.largestPotential());
    }
    if (spec.readout() instanceof ReadoutSpec.Keyword) {
      for (float hidden : network.hidden()) {
        largest[1] = Math.max(largest[1], hidden);
      }
    }
    return largest;
  }

  private static void compare(NetworkSpec spec, Parameters parameters, Clip clip) {
    ReferenceNetwork floats = new ReferenceNetwork(spec.withFormat(null), parameters);
    IntegerNetwork integers = new IntegerNetwork(Quantizer.quantize(spec, parameters));
    for (int t = 0; t < clip.frames; t++) {
      floats.step(clip.frame(t));
      integers.step(clip.features, t * clip.bands);
      for (int l = 0; l < spec.layers().size(); l++) {
        int fraction = spec.format().layers().get(l).membraneFraction();
        int point = spec.layers().get(l).code().fraction();
        for (int k = 0; k < spec.timeSteps(); k++) {
          String place = "frame " + t + ", step " + k + ", layer " + (l + 1);
          int[] potentials = integers.potentials(l, k);
          assertArrayEquals(units(floats.potentials(l, k), fraction), potentials, place);
          byte[] outputs = integers.spikes(l, k);
          int[] expected = units(floats.spikes(l, k), point);
          for (int n = 0; n < outputs.length; n++) {
            assertEquals(expected[n], outputs[n], place);
          }
        }
      }
      NumberFormat.ReadoutFormat readout = spec.format().readout();
      if (spec.readout() instanceof ReadoutSpec.FrameWise) {
        assertArrayEquals(units(floats.logits(), readout.logitFraction()), integers.logits());
      }
    }
    if (spec.readout() instanceof ReadoutSpec.Keyword) {
      integers.logits();
      int unit = spec.format().readout().hiddenFraction() - spec.format().readout().hiddenShift();
      float[] hidden = floats.hidden();
      for (int r = 0; r < hidden.length; r++) {
        // The mean is rounded in floats, the shift in integers.
        double expected = Math.min(255, Math.scalb((double) hidden[r], unit));
        assertEquals(expected, integers.hidden()[r], 0.501);
      }
    }
  }

  /** Values in units of 2^−fraction, which they are multiples of. */
  private static int[] units(float[] values, int fraction) {
    int[] units = new int[values.length];
    for (int i = 0; i < units.length; i++) {
      double unit = Math.scalb((double) values[i], fraction);
      units[i] = (int) unit;
      assertEquals(unit, units[i], "on the grid");
    }
    return units;
  }
}
