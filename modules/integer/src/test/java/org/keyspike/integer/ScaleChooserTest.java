package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keyspike.network.EncoderSpec;
import org.keyspike.network.FeatureSpec;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.Lif;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Parameters;
import org.keyspike.network.ReadoutSpec;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.RecurrentShiftLif;
import org.keyspike.network.Surrogate;
import org.keyspike.network.Tensor;

/**
 * The search for scales at the edges of what may be: one neuron with two inputs, 4-bit weights and
 * a membrane of 16 bits. Weights of 7 and 5 units, times a power of two, are exact at one α alone.
 */
class ScaleChooserTest {
  private static final double MOST = 32767;
  private static final double[] NONE = {0, 0};
  private static final double[] ONES = {1, 1};

  private Neuron neuron = new RecurrentLif();
  private OutputCode code = new OutputCode.Spikes();
  private ReadoutSpec readout = new ReadoutSpec.FrameWise(2);
  private float bias;
  private final Map<String, float[]> values = new LinkedHashMap<>();

  private NetworkSpec spec() {
    return new NetworkSpec(
        new FeatureSpec(2, 1),
        new EncoderSpec.Direct(),
        List.of(
            new LayerSpec(
                1, neuron, Surrogate.of(Surrogate.Shape.BOXCAR), false, true, 0, code, 0)),
        readout,
        1,
        null);
  }

  private ScaleChooser.Scaled choose(
      NumberFormat.LayerFormat first,
      NumberFormat.ReadoutFormat readoutUnits,
      double largest,
      ReadoutStatistics statistics) {
    Map<String, Tensor> all = new LinkedHashMap<>();
    spec().parameters().forEach(p -> all.put(p.name(), Tensor.zeros(p.shape())));
    values.forEach((name, data) -> System.arraycopy(data, 0, all.get(name).data(), 0, data.length));
    all.get(Names.bias(0)).data()[0] = bias;
    return ScaleChooser.choose(
        spec(),
        new Parameters(all),
        new NumberFormat(4, 16, List.of(first), readoutUnits),
        List.of(
            new LayerStatistics(
                NONE, ONES, new double[1], new double[] {1}, new double[] {largest})),
        statistics);
  }

  /** Weights of 7 and 5 times a unit. */
  private ScaleChooser.Scaled of(int membrane, int weight, int recurrent, double unit, double p) {
    values.put(Names.weight(0), new float[] {(float) (7 * unit), (float) (5 * unit)});
    return choose(
        new NumberFormat.LayerFormat(membrane, weight, recurrent),
        new NumberFormat.ReadoutFormat(0, 0, 2),
        p,
        null);
  }

  private static NumberFormat.LayerFormat units(ScaleChooser.Scaled found) {
    return found.spec().format().layers().get(0);
  }

  private static float scale(ScaleChooser.Scaled found) {
    return found.parameters().data(Names.threshold(0))[0];
  }

  /** W holds α at 1, and U is exact at one fraction. */
  @Test
  void theFractionOfUIsTriedTwoBitsBothWays() {
    for (int move = -2; move <= 2; move++) {
      values.put(Names.recurrent(0), new float[] {(float) Math.scalb(7.0, -2 - move)});
      ScaleChooser.Scaled found = of(9, 2, 2, 0.25, 20);
      assertEquals(2 + move, units(found).recurrentFraction());
      assertEquals(1, scale(found));
      assertEquals(10, units(found).membraneFraction(), "32767 / 20 is above 2^10");
    }
    values.put(Names.recurrent(0), new float[] {0});
    assertEquals(2, units(of(9, 2, 2, 0.25, 20)).recurrentFraction(), "of equal ones the first");
  }

  @Test
  void theLargestFractionIsOneAtWhichThePotentialJustFits() {
    assertEquals(10, units(of(9, 2, 2, 0.25, MOST / 1024)).membraneFraction());
    assertEquals(9, units(of(9, 2, 2, 0.25, MOST / 1023)).membraneFraction());
    assertEquals(14, units(of(9, 2, 2, 0.25, 0.1)).membraneFraction(), "no threshold of 17 bits");
    bias = 100;
    assertEquals(8, units(of(9, 2, 2, 0.25, 1)).membraneFraction(), "b: 327 is above 2^8");
  }

  /** 255 · 2 · 8 · 2^12 and two numbers of 16 bits are 2^24 at F = 14, which is one too many. */
  @Test
  void theWorstCurrentStaysBelowItsBound() {
    neuron = new Lif();
    assertEquals(13, units(of(9, -2, 2, 4, 1)).membraneFraction());
  }

  @Test
  void shiftsStayWithinZeroAndFifteen() {
    assertEquals(13, units(of(9, 2, -2, 0.25, 1)).membraneFraction(), "15 + fU");
    neuron = new Lif();
    assertEquals(14, units(of(9, 2, -2, 0.25, 1)).membraneFraction(), "no U");
    // α = 2 needs a membrane of one bit less, where the shift becomes 0.
    ScaleChooser.Scaled found = of(7, 2, 2, 0.125, MOST / 128);
    assertEquals(2, scale(found));
    assertEquals(6, units(found).membraneFraction());
    assertEquals(0, units(found).weightShift(4));
    found = of(6, 2, 2, 0.125, MOST / 64);
    assertTrue(units(found).weightShift(4) >= 0, "and below 0 it does not go");
    assertTrue(scale(found) <= 1, "so that α stays");
  }

  /** Outputs in quarters: F may fall to 2, and α is at least 2^(2 − F + 3). */
  @Test
  void outputsWithBitsBelowThePointBoundTheFractionAndTheScale() {
    neuron = new RecurrentShiftLif();
    code = new OutputCode.PowersOfTwo(3);
    ScaleChooser.Scaled found = of(3, -2, 0, 2, MOST / 8);
    assertEquals(2, scale(found));
    assertEquals(2, units(found).membraneFraction());
    assertEquals(0.25f, scale(of(8, 1, 1, 4, 100)), "an eighth would be exact");
    assertEquals(0.25f, scale(of(8, 1, 1, 2, 100)), "and a quarter is");
  }

  /** H₁'s row is exact at α = 2, in units of 1/4 times the 5 frames; H₂ at any power of two. */
  private float readoutScale(double hiddenLargest, float hiddenBias) {
    readout = new ReadoutSpec.Keyword(1, 2, 5);
    values.put(Names.HIDDEN_WEIGHT, new float[] {5 * 0.875f});
    values.put(Names.HIDDEN_BIAS, new float[] {hiddenBias});
    values.put(Names.OUTPUT_WEIGHT, new float[] {4, -2});
    values.put(Names.weight(0), new float[] {1.75f, 1.25f});
    ScaleChooser.Scaled found =
        choose(
            new NumberFormat.LayerFormat(9, 2, 2),
            new NumberFormat.ReadoutFormat(2, 5, 0),
            20,
            new ReadoutStatistics(
                new double[1], new double[] {1}, new double[1], new double[] {hiddenLargest}));
    float scale = found.parameters().data(Names.HIDDEN_WEIGHT)[0] / (5 * 0.875f);
    assertEquals(4 / scale, found.parameters().data(Names.OUTPUT_WEIGHT)[0]);
    assertEquals(hiddenBias * scale, found.parameters().data(Names.HIDDEN_BIAS)[0]);
    return scale;
  }

  /** 255 units of 2^(5 − 2), and c₁ in quarters within 16 bits. */
  @Test
  void aReadoutsScaleLeavesItsHiddenValuesAndItsBiasInRange() {
    // 0.875 · 4 = 3.5 units.
    assertEquals(2, readoutScale(127.5 * 8, 1));
    assertTrue(readoutScale(128 * 8, 1) < 2);
    assertEquals(2, readoutScale(1, (float) (MOST / 8)));
    assertTrue(readoutScale(1, (float) (MOST / 7)) < 2);
    // What does not fit as it is does not grow.
    assertTrue(readoutScale(1, 60_000) <= 1);
  }
}
