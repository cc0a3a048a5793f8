package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.keyspike.network.AdaptiveLif;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.SpecException;
import org.keyspike.network.Surrogate;

class FormatChooserTest {
  @Property(tries = 200)
  void whatIsChosenNeverSaturatesAndIsAcceptedByTheSpec(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 8) int weightBits,
      @ForAll @IntRange(min = 8, max = 16) int membraneBits,
      @ForAll @FloatRange(min = 0, max = 50) float potential,
      @ForAll @FloatRange(min = 0, max = 100) float hidden) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec spec = RandomNetworks.spec(random);
    Parameters parameters = RandomNetworks.parameters(spec, random);
    NumberFormat format =
        FormatChooser.choose(spec, parameters, weightBits, membraneBits, potential, hidden);
    Quantizer.quantize(spec.withFormat(format), parameters);
    for (int l = 0; l < spec.layers().size(); l++) {
      double units = Math.scalb(potential, format.layers().get(l).membraneFraction());
      assertTrue(units <= format.membraneMax());
      if (IntegerContract.adaptive(spec, l)) {
        for (float jump : parameters.data(Names.adaptationJump(l))) {
          double jumpUnits = Math.scalb(jump, format.layers().get(l).membraneFraction());
          assertTrue(Math.abs(jumpUnits) <= Short.MAX_VALUE);
        }
      }
    }
    if (spec.readout() instanceof ReadoutSpec.Keyword) {
      NumberFormat.ReadoutFormat readout = format.readout();
      long largest = (long) Math.scalb((double) hidden, readout.hiddenFraction());
      assertTrue(largest >> readout.hiddenShift() <= 255);
      assertTrue(readout.hiddenShift() == 0 || largest >> (readout.hiddenShift() - 1) > 255);
    }
  }

  @Example
  void aMatrixOnAGridGetsThatGrid() {
    SplittableRandom random = new SplittableRandom(7);
    NetworkSpec spec = RandomNetworks.spec(random);
    Parameters parameters = RandomNetworks.parameters(spec, random);
    float[] weights = parameters.data(Names.weight(0));
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.scalb((float) random.nextInt(-8, 8), -3);
    }
    weights[0] = -1;
    NumberFormat format = FormatChooser.choose(spec, parameters, 4, 16, 3, 2);
    assertEquals(3, format.layers().get(0).weightFraction());
    assertEquals(13, format.layers().get(0).membraneFraction());
  }

  @Example
  void aLargeJumpBoundsTheMembrane() {
    NetworkSpec spec =
        new NetworkSpec(
            new FeatureSpec(2, 1),
            new EncoderSpec.Residual(true),
            List.of(
                new LayerSpec(
                    3, new AdaptiveLif(), Surrogate.of(Surrogate.Shape.BOXCAR), false, true, 0)),
            new ReadoutSpec.FrameWise(2),
            1,
            null);
    Parameters parameters = RandomNetworks.parameters(spec, new SplittableRandom(9));
    parameters.data(Names.adaptationJump(0))[1] = -9;
    // 9·2^11 = 18432 is the last within 16 bits.
    assertEquals(
        11, FormatChooser.choose(spec, parameters, 4, 16, 1, 1).layers().get(0).membraneFraction());
  }

  @Example
  void parametersThatDivergedAreRefusedByName() {
    SplittableRandom random = new SplittableRandom(8);
    NetworkSpec spec = RandomNetworks.spec(random);
    Parameters parameters = RandomNetworks.parameters(spec, random);
    for (float broken : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Arrays.fill(parameters.data(Names.bias(0)), broken);
      SpecException refused =
          assertThrows(
              SpecException.class, () -> FormatChooser.choose(spec, parameters, 4, 16, 3, 2));
      assertEquals(Names.bias(0), refused.field());
    }
  }
}
