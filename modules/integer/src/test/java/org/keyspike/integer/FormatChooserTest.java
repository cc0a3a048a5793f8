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
import org.keyspike.network.OutputCode;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentLif;
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
    NetworkSpec spec = RandomNetworks.everyKind(random);
    Parameters parameters = RandomNetworks.parameters(spec, random);
    if (spec.layers().stream().anyMatch(layer -> beyond(layer, potential, membraneBits))) {
      assertThrows(
          SpecException.class,
          () ->
              FormatChooser.choose(spec, parameters, weightBits, membraneBits, potential, hidden));
      return;
    }
    NumberFormat format =
        FormatChooser.choose(spec, parameters, weightBits, membraneBits, potential, hidden);
    Quantizer.quantize(spec.withFormat(format), parameters);
    for (int l = 0; l < spec.layers().size(); l++) {
      double units = Math.scalb(potential, format.layers().get(l).membraneFraction());
      assertTrue(units <= format.membraneMax());
      OutputCode code = spec.layers().get(l).code();
      double largest =
          Math.scalb(
              (double) code.largest() * code.unit(), format.layers().get(l).membraneFraction());
      assertTrue(largest <= format.membraneMax(), "the largest output is in reach");
      if (IntegerContract.graded(spec, l)) {
        for (float threshold : parameters.data(Names.threshold(l))) {
          double thresholdUnits = Math.scalb(threshold, format.layers().get(l).membraneFraction());
          assertTrue(thresholdUnits <= Short.MAX_VALUE);
        }
      }
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

  /** Whether no membrane that has the units of a layer's outputs holds a potential. */
  private static boolean beyond(LayerSpec layer, float potential, int membraneBits) {
    return Math.scalb(potential, layer.code().fraction()) > (1 << (membraneBits - 1)) - 1;
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

  private static NetworkSpec byHand(EncoderSpec encoder) {
    return byHand(encoder, 2);
  }

  private static NetworkSpec byHand(EncoderSpec encoder, int bands) {
    return new NetworkSpec(
        new FeatureSpec(bands, 1),
        encoder,
        List.of(
            new LayerSpec(
                2, new RecurrentLif(), Surrogate.of(Surrogate.Shape.BOXCAR), false, true, 0)),
        new ReadoutSpec.Keyword(2, 2, 8),
        2,
        null);
  }

  /** Every matrix holds −8 and odd multiples of its unit: no other grid holds it as well. */
  private static Parameters onGrids(NetworkSpec spec, int w, int u, int hidden, int output) {
    Parameters parameters = RandomNetworks.parameters(spec, new SplittableRandom(9));
    fill(parameters.data(Names.weight(0)), Math.scalb(1, -w));
    fill(parameters.data(Names.recurrent(0)), Math.scalb(1, -u));
    fill(parameters.data(Names.bias(0)), 0);
    fill(parameters.data(Names.HIDDEN_WEIGHT), 16 * Math.scalb(1, -hidden));
    fill(parameters.data(Names.HIDDEN_BIAS), 0);
    fill(parameters.data(Names.OUTPUT_WEIGHT), Math.scalb(1, -output));
    fill(parameters.data(Names.OUTPUT_BIAS), 0);
    return parameters;
  }

  private static void fill(float[] values, float unit) {
    for (int i = 0; i < values.length; i++) {
      values[i] = unit * (i == 0 ? -8 : i % 2 == 0 ? 5 : -3);
    }
  }

  /** H1 is divided by T·TS = 16. 20·2⁴ = 320 of the hidden layer is brought within 255 by r = 1. */
  @Example
  void everyMatrixGetsItsOwnGrid() {
    NetworkSpec spec = byHand(new EncoderSpec.Residual(false));
    NumberFormat format = FormatChooser.choose(spec, onGrids(spec, 3, 5, 4, 2), 4, 16, 1.5f, 20);
    assertEquals(new NumberFormat.LayerFormat(14, 3, 5), format.layers().get(0));
    assertEquals(new NumberFormat.ReadoutFormat(4, 1, 2), format.readout());
  }

  /** Largest of the hidden layer, r: 255.99 units need no shift, 256 one; 2·256 two. */
  @Example
  void theHiddenShiftIsTheSmallestThatSuffices() {
    NetworkSpec spec = byHand(new EncoderSpec.Residual(false));
    Parameters parameters = onGrids(spec, 3, 5, 4, 2);
    float[] largest = {15.99f, 16, 31.99f, 32};
    int[] shifts = {0, 1, 1, 2};
    for (int i = 0; i < largest.length; i++) {
      assertEquals(
          shifts[i],
          FormatChooser.choose(spec, parameters, 4, 16, 1.5f, largest[i]).readout().hiddenShift());
    }
  }

  /** A quiet membrane has F = 6, as 127 units must hold θ; no grid of W may be finer. */
  @Example
  void noWeightIsFinerThanTheMembrane() {
    NetworkSpec spec = byHand(new EncoderSpec.Residual(false));
    NumberFormat format = FormatChooser.choose(spec, onGrids(spec, 9, 10, 4, 2), 4, 8, 0.5f, 1);
    assertEquals(new NumberFormat.LayerFormat(6, 6, 6), format.layers().get(0));
    NetworkSpec direct = byHand(new EncoderSpec.Direct());
    NumberFormat features =
        FormatChooser.choose(direct, onGrids(direct, 9, 5, 4, 2), 4, 8, 0.5f, 1);
    assertEquals(
        new NumberFormat.LayerFormat(6, 2, 5), features.layers().get(0), "features have 4 bits");
  }

  /** 3.999 takes 32,760 units of 2^−13; a bias of 4·(1 − 2^−15) exactly the largest, 32,767. */
  @Example
  void potentialAndBiasBoundTheMembraneToTheLastUnit() {
    NetworkSpec spec = byHand(new EncoderSpec.Residual(false));
    Parameters parameters = onGrids(spec, 3, 5, 4, 2);
    assertEquals(13, membrane(spec, parameters, 3.999f));
    assertEquals(13, membrane(spec, parameters, 32767 / 8192f));
    assertEquals(12, membrane(spec, parameters, 4));
    parameters.data(Names.bias(0))[1] = -32767 / 4096f;
    assertEquals(12, membrane(spec, parameters, 1));
    parameters.data(Names.bias(0))[1] = 8;
    assertEquals(11, membrane(spec, parameters, 1));
  }

  private static int membrane(NetworkSpec spec, Parameters parameters, float potential) {
    return FormatChooser.choose(spec, parameters, 4, 16, potential, 1)
        .layers()
        .get(0)
        .membraneFraction();
  }

  /**
   * 200 below the threshold take F = 7, at which features with 4 bits leave W a grid of 2^−3; W's
   * own is 2^−6, for which F rises to 10, as 30 above still fit. 70 above fit no further than F =
   * 8.
   */
  @Example
  void whatIsFarBelowTheThresholdMaySaturateWhereWeightsWouldRoundAway() {
    NetworkSpec direct = byHand(new EncoderSpec.Direct());
    Parameters parameters = onGrids(direct, 6, 5, 4, 2);
    assertEquals(new NumberFormat.LayerFormat(7, 3, 5), units(direct, parameters, 200, 200));
    assertEquals(new NumberFormat.LayerFormat(10, 6, 5), units(direct, parameters, 200, 30));
    assertEquals(new NumberFormat.LayerFormat(8, 4, 5), units(direct, parameters, 200, 70));
    // A bias stays within its 16 bits.
    parameters.data(Names.bias(0))[0] = 40;
    assertEquals(new NumberFormat.LayerFormat(9, 5, 5), units(direct, parameters, 200, 30));
  }

  /** At 2^−3 W on a grid of 2^−4 loses 3 of 107 parts of its squares; spikes' W is left alone. */
  @Example
  void nothingSaturatesForLittleOrForSpikes() {
    NetworkSpec direct = byHand(new EncoderSpec.Direct());
    assertEquals(
        new NumberFormat.LayerFormat(7, 3, 5), units(direct, onGrids(direct, 4, 5, 4, 2), 200, 1));
    NetworkSpec spec = byHand(new EncoderSpec.Residual(false));
    assertEquals(
        new NumberFormat.LayerFormat(7, 7, 7), units(spec, onGrids(spec, 10, 8, 4, 2), 200, 1));
    Parameters empty = onGrids(direct, 6, 5, 4, 2);
    Arrays.fill(empty.data(Names.weight(0)), 0);
    assertEquals(7, units(direct, empty, 200, 1).membraneFraction(), "zeros want nothing");
  }

  private static NumberFormat.LayerFormat units(
      NetworkSpec spec, Parameters parameters, float largest, float highest) {
    return FormatChooser.choose(spec, parameters, 4, 16, new PotentialRange(largest, highest), 1)
        .layers()
        .get(0);
  }

  /** 127 units of 1 hold a potential of 100, but none holds 200. */
  @Example
  void aMembraneWithoutFractionIsTheCoarsest() {
    NetworkSpec spec = byHand(new EncoderSpec.Residual(false));
    Parameters parameters = onGrids(spec, -3, -3, 4, 2);
    assertEquals(
        0, FormatChooser.choose(spec, parameters, 4, 8, 100, 1).layers().get(0).membraneFraction());
    assertThrows(SpecException.class, () -> FormatChooser.choose(spec, parameters, 4, 8, 200, 1));
  }

  /**
   * 16 features of 255 with weights of 8 units, 9 bits to the left at F = 13, are 16,711,680; 2^16
   * for bias and leak make it more than 2^24.
   */
  @Example
  void theWorstCurrentBoundsTheMembrane() {
    NetworkSpec spec = byHand(new EncoderSpec.Direct(), 16);
    assertEquals(12, membrane(spec, onGrids(spec, 0, 5, 4, 2), 1));
  }

  /** At F = 14 the shift of 15 bits leaves units of 2. */
  @Example
  void theLargestShiftBoundsTheWeights() {
    NetworkSpec spec = byHand(new EncoderSpec.Residual(false));
    assertEquals(
        new NumberFormat.LayerFormat(14, -1, -1),
        FormatChooser.choose(spec, onGrids(spec, -1, -1, 4, 2), 4, 16, 1, 1).layers().get(0));
    assertEquals(
        new NumberFormat.LayerFormat(14, -1, -1),
        FormatChooser.choose(spec, onGrids(spec, -3, -3, 4, 2), 4, 16, 1, 1).layers().get(0));
  }

  /** Units of 4 for features of a sixteenth: 11 bits to the left at F = 13; 12 are above 2^24. */
  @Example
  void coarseWeightsOfFeaturesAreShiftedFar() {
    NetworkSpec spec = byHand(new EncoderSpec.Direct());
    assertEquals(
        new NumberFormat.LayerFormat(13, -2, 5),
        FormatChooser.choose(spec, onGrids(spec, -2, 5, 4, 2), 4, 16, 1, 1).layers().get(0));
  }

  /** A bias of 16,000 leaves logits one bit; hidden units have 4 less r = 1. */
  @Example
  void aLargeBiasOfLogitsBoundsTheLastMap() {
    NetworkSpec spec = byHand(new EncoderSpec.Residual(false));
    Parameters parameters = onGrids(spec, 3, 5, 4, 2);
    parameters.data(Names.OUTPUT_BIAS)[0] = 16000;
    assertEquals(
        new NumberFormat.ReadoutFormat(4, 1, -2),
        FormatChooser.choose(spec, parameters, 4, 16, 1.5f, 20).readout());
  }

  @Example
  void noHiddenShiftIsLargerThan24() {
    NetworkSpec spec = byHand(new EncoderSpec.Residual(false));
    assertEquals(
        24,
        FormatChooser.choose(spec, onGrids(spec, 3, 5, 4, 2), 4, 16, 1, 1 << 30)
            .readout()
            .hiddenShift());
  }

  @Example
  void statisticsThatAreNoNumbersAreRefusedByName() {
    NetworkSpec spec = byHand(new EncoderSpec.Residual(false));
    Parameters parameters = onGrids(spec, 3, 5, 4, 2);
    assertEquals(
        "largestPotential",
        assertThrows(
                SpecException.class,
                () -> FormatChooser.choose(spec, parameters, 4, 16, Float.NaN, 1))
            .field());
    assertEquals(
        "largestHidden",
        assertThrows(
                SpecException.class,
                () -> FormatChooser.choose(spec, parameters, 4, 16, 1, Float.POSITIVE_INFINITY))
            .field());
  }
}
