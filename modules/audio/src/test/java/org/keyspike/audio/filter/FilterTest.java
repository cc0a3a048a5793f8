package org.keyspike.audio.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FilterTest {
  private final Convolution convolution = new Convolution();

  private static float[] drawn(int length, SplittableRandom random) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  /** Against the sum itself at some places, with arrays that were used before. */
  @Property(tries = 30)
  void convolutionIsTheSum(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 13_000) int length,
      @ForAll @IntRange(min = 1, max = 10_000) int taps) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] x = drawn(length, random);
    float[] h = drawn(taps, random);
    float[] y = convolution.of(x, h);
    assertEquals(length, y.length);
    for (int n = 0; n < 20; n++) {
      int i = n == 0 ? length - 1 : random.nextInt(length);
      double sum = 0;
      for (int k = 0; k < taps && k <= i; k++) {
        sum += (double) h[k] * x[i - k];
      }
      assertEquals(sum, y[i], 1e-4 * Math.sqrt(Math.min(taps, length)), "at " + i);
    }
  }

  /** Gain in dB at a frequency, by the response to a click. */
  private static double gain(Biquad filter, double hertz) {
    float[] response = new float[16_000];
    response[0] = 1;
    filter.apply(response);
    double re = 0;
    double im = 0;
    for (int i = 0; i < response.length; i++) {
      re += response[i] * Math.cos(2 * Math.PI * hertz * i / 16_000);
      im += response[i] * Math.sin(2 * Math.PI * hertz * i / 16_000);
    }
    return 10 * Math.log10(re * re + im * im);
  }

  @Test
  void shelvesAndPeaksHaveTheirGains() {
    for (double decibels : new double[] {-6, 5}) {
      Biquad low = Biquad.lowShelf(300, decibels);
      assertEquals(decibels, gain(low, 10), 0.05);
      assertEquals(decibels / 2, gain(low, 300), 0.05);
      assertEquals(0, gain(low, 7_000), 0.05);
      Biquad high = Biquad.highShelf(2_000, decibels);
      assertEquals(0, gain(high, 50), 0.05);
      assertEquals(decibels / 2, gain(high, 2_000), 0.05);
      assertEquals(decibels, gain(high, 7_990), 0.05);
      Biquad peak = Biquad.peak(1_000, 1, decibels);
      assertEquals(decibels, gain(peak, 1_000), 0.05);
      assertEquals(0, gain(peak, 20), 0.05);
      assertEquals(0, gain(peak, 7_990), 0.05);
    }
    Biquad band = Biquad.bandPass(800, 2);
    assertEquals(0, gain(band, 800), 0.05);
    // Where f/f₀ − f₀/f = 1/Q.
    assertEquals(-10 * Math.log10(2), gain(band, 800 * (0.25 + Math.sqrt(1 + 0.0625))), 0.3);
  }
}
