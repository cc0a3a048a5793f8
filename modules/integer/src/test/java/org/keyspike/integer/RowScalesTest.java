package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.keyspike.network.Fatrelu;
import org.keyspike.network.Initializer;
import org.keyspike.network.Lif;
import org.keyspike.network.Names;
import org.keyspike.network.NetworkDraw;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Neuron;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Parameters;
import org.keyspike.network.RecurrentAdaptiveLif;
import org.keyspike.network.RecurrentLif;
import org.keyspike.network.RecurrentShiftLif;
import org.keyspike.network.SpecException;
import org.keyspike.network.Tensor;

class RowScalesTest {
  private static NetworkSpec drawn(SplittableRandom random, Neuron kind, int membraneBits) {
    NetworkSpec spec =
        NetworkDraw.from(random).kinds(kind).layers(1, 1).neurons(2, 12).frames(9, 9).spec();
    Parameters parameters = Initializer.draw(spec, 0.4, random.nextLong());
    NumberFormat format = FormatChooser.choose(spec, parameters, 4, membraneBits, 3, 3);
    return spec.withFormat(
        new NumberFormat(
            4,
            membraneBits,
            format.layers().stream().map(NumberFormat.LayerFormat::withScales).toList(),
            format.readout()));
  }

  private static Parameters with(NetworkSpec spec, float[] scales, long seed) {
    Parameters parameters = Initializer.draw(spec, 0.4, seed);
    return parameters.with(Names.threshold(0), new Tensor(new int[] {scales.length}, scales));
  }

  /**
   * In double: rows times α and a threshold of α give the same outputs, and α times the potential.
   */
  @Property(tries = 60)
  void aScaledNetworkIsTheSameNetwork(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Neuron> kinds =
        List.of(new Lif(), new RecurrentLif(), new RecurrentAdaptiveLif(), new RecurrentShiftLif());
    NetworkSpec spec = drawn(random, kinds.get(random.nextInt(kinds.size())), 16);
    float[] scales = new float[spec.layers().get(0).neurons()];
    for (int n = 0; n < scales.length; n++) {
      scales[n] = (float) random.nextDouble(0.3, 2);
    }
    Parameters plain = with(spec, RowScales.onGrid(spec, 0, scales), seed);
    PlainLayer one = new PlainLayer(spec, plain, true);
    PlainLayer other = new PlainLayer(spec, RowScales.multiply(spec, plain), false);
    for (int t = 0; t < 30; t++) {
      double[] input = random.doubles(spec.channels(), -1, 4).toArray();
      double margin = one.step(input);
      other.step(input);
      if (margin < 1e-4) {
        return; // A potential within float rounding of a threshold may fire on either side.
      }
      assertArrayEquals(one.output(), other.output(), "seed " + seed + ", " + t);
      for (int n = 0; n < scales.length; n++) {
        double expected = plain.data(Names.threshold(0))[n] * one.potential()[n];
        assertEquals(
            expected, other.potential()[n], 1e-5 * (1 + Math.abs(expected)), "seed " + seed);
      }
    }
  }

  @Property(tries = 60)
  void whatIsDividedComesBack(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    NetworkSpec spec = drawn(random, new RecurrentAdaptiveLif(), 16);
    float[] scales = new float[spec.layers().get(0).neurons()];
    for (int n = 0; n < scales.length; n++) {
      scales[n] = (float) random.nextDouble(0.01, 1.9);
    }
    Parameters running =
        Quantizer.onGrid(spec, RowScales.multiply(spec, with(spec, scales, random.nextLong())));
    Parameters again =
        Quantizer.onGrid(spec, RowScales.multiply(spec, RowScales.divide(spec, running)));
    assertEquals(running, again, "seed " + seed);
    assertEquals(Quantizer.quantize(spec, running), Quantizer.quantize(spec, again));
  }

  /** At the ends of 16 and of fewer bits, and for levels that must all be on the grid. */
  @Property(tries = 60)
  void anyScaleEndsWithinWhatAThresholdCanBe(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean levels = random.nextBoolean();
    int bits = 10 + random.nextInt(7);
    NetworkSpec spec = drawn(random, levels ? new RecurrentShiftLif() : new RecurrentLif(), bits);
    float[] extremes = {0, -3, 1e-9f, 1e9f, 1, Float.MAX_VALUE, 0.3f};
    float[] scales = new float[spec.layers().get(0).neurons()];
    for (int n = 0; n < scales.length; n++) {
      scales[n] = extremes[(n + (int) (seed & 7)) % extremes.length];
    }
    Parameters running = RowScales.multiply(spec, with(spec, scales, seed));
    IntegerLayer layer = Quantizer.quantize(spec, running).layers().get(0);
    int unit = 1 << spec.layers().get(0).code().fraction();
    int most = spec.format().membraneMax() / unit * unit;
    for (int n = 0; n < scales.length; n++) {
      int theta = layer.threshold().get(n);
      assertEquals(0, theta % unit);
      if (scales[n] <= 1e-9f) {
        assertEquals(unit, theta);
      } else if (scales[n] >= 1e9f) {
        assertEquals(most, theta);
      } else {
        double exact =
            Math.scalb((double) scales[n], spec.format().layers().get(0).membraneFraction());
        assertTrue(Math.abs(theta - exact) <= unit / 2.0, () -> theta + " for " + exact);
      }
    }
    assertEquals(layer.code() instanceof IntegerCode.PowersOfTwo, levels);
  }

  @Test
  void gradedNeuronsHaveNone() {
    SplittableRandom random = new SplittableRandom(3);
    SpecException refused =
        assertThrows(SpecException.class, () -> drawn(random, new Fatrelu(), 16));
    assertTrue(refused.getMessage().contains("fatrelu"), refused.getMessage());
    assertFalse(new Fatrelu().scalable());
    assertTrue(new RecurrentAdaptiveLif().scalable());
  }

  @Test
  void whatIsMultipliedIsNamed() {
    NetworkSpec spec = drawn(new SplittableRandom(4), new RecurrentAdaptiveLif(), 16);
    assertTrue(RowScales.concern(spec));
    assertFalse(RowScales.concern(spec.withFormat(null)));
    NumberFormat plain = FormatChooser.choose(spec, Initializer.draw(spec, 0.4, 1), 4, 16, 3, 3);
    assertFalse(RowScales.concern(spec.withFormat(plain)), "a grid without scales");
    assertEquals(
        List.of(Names.weight(0), Names.recurrent(0), Names.bias(0), Names.adaptationJump(0)),
        RowScales.multiplied(spec, 0));
    assertEquals(List.of(Names.weight(0), Names.recurrent(0)), RowScales.matrices(spec, 0));
  }

  /** The update equations in double, with thresholds. */
  private static final class PlainLayer {
    private final NetworkSpec spec;
    private final Parameters parameters;
    private final boolean thresholdOne;
    private final int neurons;
    private final double[] membrane;
    private final double[] adaptation;
    private final double[] output;
    private final double[] potential;

    PlainLayer(NetworkSpec spec, Parameters parameters, boolean thresholdOne) {
      this.spec = spec;
      this.parameters = parameters;
      this.thresholdOne = thresholdOne;
      neurons = spec.layers().get(0).neurons();
      membrane = new double[neurons];
      adaptation = new double[neurons];
      output = new double[neurons];
      potential = new double[neurons];
    }

    double[] output() {
      return output.clone();
    }

    double[] potential() {
      return potential;
    }

    /** Returns how near a potential came to a level, as a part of the threshold. */
    double step(double[] input) {
      double[] before = output.clone();
      double margin = Double.POSITIVE_INFINITY;
      OutputCode code = spec.layers().get(0).code();
      int levels = code instanceof OutputCode.PowersOfTwo powers ? powers.levels() : 1;
      for (int n = 0; n < neurons; n++) {
        double u = value(Names.bias(0), n) + value(Names.leak(0), n) * membrane[n];
        for (int j = 0; j < input.length; j++) {
          u += value(Names.weight(0), n * input.length + j) * input[j];
        }
        if (spec.layers().get(0).neuron().recurrent()) {
          for (int j = 0; j < neurons; j++) {
            u += value(Names.recurrent(0), n * neurons + j) * before[j];
          }
        }
        if (IntegerContract.adaptive(spec, 0)) {
          adaptation[n] =
              value(Names.adaptationLeak(0), n) * adaptation[n]
                  + value(Names.adaptationCoupling(0), n) * membrane[n]
                  + value(Names.adaptationJump(0), n) * before[n];
          u -= adaptation[n];
        }
        double theta = thresholdOne ? 1 : value(Names.threshold(0), n);
        output[n] = 0;
        for (int k = levels - 1; k >= 0; k--) {
          double level = Math.scalb(1.0, -k);
          output[n] = u >= theta * level ? level : output[n];
          margin = Math.min(margin, Math.abs(u / theta - level));
        }
        potential[n] = u;
        membrane[n] = u - theta * output[n];
      }
      return margin;
    }

    private double value(String name, int index) {
      return parameters.data(name)[index];
    }
  }
}
