package org.keyspike.audio.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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

  /** Clicks in every block of the sound and of the response: sums of a few products. */
  @Test
  void everyBlockMeetsEveryOther() {
    float[] x = new float[13_000];
    float[] h = new float[9_000];
    int[] clicks = {10, 4_100, 8_200, 12_300};
    for (int k = 0; k < clicks.length; k++) {
      x[clicks[k]] = k + 1;
    }
    h[5] = 1;
    h[4_097] = -2;
    h[8_195] = 4;
    float[] expected = new float[x.length];
    for (int at : clicks) {
      for (int k : new int[] {5, 4_097, 8_195}) {
        if (at + k < x.length) {
          expected[at + k] += x[at] * h[k];
        }
      }
    }
    assertArrayEquals(expected, convolution.of(x, h), 1e-4f);
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

  /**
   * At 8000/3 Hz ω is π/3, c = ½; 40 lg 2 dB are A = 2, Q = √3/4 is α = 1, and s = √3 in shelves.
   */
  @Test
  void coefficientsAreThoseOfTheCookbook() {
    double hertz = 8_000 / 3.0;
    double decibels = 40 * Math.log10(2);
    double q = Math.sqrt(3) / 4;
    double s = Math.sqrt(3);
    check(Biquad.bandPass(hertz, q), 1, 0, -1, 2, -1, 0);
    check(Biquad.peak(hertz, q, decibels), 3, -1, -1, 1.5, -1, 0.5);
    check(Biquad.lowShelf(hertz, decibels), 5 + 2 * s, -2, 5 - 2 * s, 3.5 + s, -5, 3.5 - s);
    check(Biquad.highShelf(hertz, decibels), 7 + 2 * s, -10, 7 - 2 * s, 2.5 + s, -1, 2.5 - s);
  }

  private static void check(
      Biquad found, double b0, double b1, double b2, double a0, double a1, double a2) {
    assertEquals(b0 / a0, found.b0(), 1e-12);
    assertEquals(b1 / a0, found.b1(), 1e-12);
    assertEquals(b2 / a0, found.b2(), 1e-12);
    assertEquals(a1 / a0, found.a1(), 1e-12);
    assertEquals(a2 / a0, found.a2(), 1e-12);
  }
}
