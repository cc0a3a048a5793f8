package org.keyspike.audio.room;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class RoomResponseTest {
  /**
   * T60 by Schroeder's backward integration of what comes after the direct sound: from where the
   * energy that is still to come has fallen by 5 dB to where it has by 25 dB, times three.
   */
  private static double t60(float[] response) {
    double[] left = new double[response.length + 1];
    for (int i = response.length - 1; i > 0; i--) {
      left[i] = left[i + 1] + (double) response[i] * response[i];
    }
    int from = 1;
    while (left[from] > left[1] * Math.pow(10, -0.5)) {
      from++;
    }
    int to = from;
    while (left[to] > left[1] * Math.pow(10, -2.5)) {
      to++;
    }
    return 3 * (to - from) / RoomResponse.RATE;
  }

  private static double directDb(float[] response) {
    double rest = 0;
    for (int i = 1; i < response.length; i++) {
      rest += (double) response[i] * response[i];
    }
    return -10 * Math.log10(rest);
  }

  @Property(tries = 60)
  void roomsHaveTheRatioThatWasAskedFor(
      @ForAll long seed,
      @ForAll RoomResponse kind,
      @ForAll @DoubleRange(min = 0.05, max = 1.5) double t60,
      @ForAll @DoubleRange(min = -10, max = 20) double ratio) {
    float[] response = kind.of(t60, ratio, new SplittableRandom(seed));
    assertEquals((int) Math.ceil(16_000 * t60), response.length);
    assertEquals(1, response[0]);
    assertEquals(ratio, directDb(response), 1e-3);
    assertArrayEquals(response, kind.of(t60, ratio, new SplittableRandom(seed)));
    assertFalse(Arrays.equals(response, kind.of(t60, ratio, new SplittableRandom(~seed))));
  }

  /** The first sample of noise may differ from the mean by 10 %: few samples are loud at 0.2 s. */
  @Property(tries = 40)
  void noiseDecaysInItsTime(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.2, max = 1.2) double t60) {
    float[] response = RoomResponse.NOISE.of(t60, 0, new SplittableRandom(seed));
    assertEquals(t60, t60(response), 0.1 * t60);
  }

  /** Single reflections are loud in the beginning, so one room may be off; not their mean. */
  @Test
  void shoeboxesDecayInTheirTime() {
    for (double t60 : new double[] {0.2, 0.4, 0.8}) {
      double sum = 0;
      int rooms = 40;
      for (long seed = 0; seed < rooms; seed++) {
        double found = t60(RoomResponse.SHOEBOX.of(t60, 0, new SplittableRandom(seed)));
        assertEquals(t60, found, 0.35 * t60, "seed " + seed);
        sum += found;
      }
      assertEquals(t60, sum / rooms, 0.08 * t60);
    }
  }

  /** The noise goes on where the images end: their levels meet. */
  @Test
  void imagesRunIntoNoise() {
    double early = 0;
    double late = 0;
    for (long seed = 0; seed < 200; seed++) {
      float[] response = RoomResponse.SHOEBOX.of(0.6, 0, new SplittableRandom(seed));
      for (int i = 480; i < 640; i++) {
        early += response[i] * response[i];
        late += response[i + 160] * response[i + 160];
      }
    }
    // 10 ms at 60 dB in 0.6 s are 1 dB.
    assertEquals(1, 10 * Math.log10(early / late), 1);
  }

  /** A source in the middle between two near walls: the first reflections come when they should. */
  @Test
  void reflectionsComeFromTheWalls() {
    double[] size = {4, 5, 3};
    Shoebox room = new Shoebox(size, new double[] {1, 2.5, 1.5}, new double[] {2, 2.5, 1.5}, 0.5);
    float[] response = room.response(new SplittableRandom(1));
    double beta = room.reflection();
    assertTrue(beta > 0.5 && beta < 1, "found " + beta);
    assertEquals(1, response[0]);
    // The wall behind the source: 3 m rather than 1 m, with a third of the amplitude.
    assertEquals(-beta / 3, response[(int) Math.rint(2 * 16_000 / 343.0)], 1e-6);
    // Floor and ceiling are as far, √(1 + 9) m, and so add up.
    assertEquals(
        -2 * beta / Math.sqrt(10),
        response[(int) Math.rint((Math.sqrt(10) - 1) * 16_000 / 343)],
        1e-6);
    assertEquals(0, response[10]);
  }

  @Test
  void roomsKeepLowFrequenciesInBounds() {
    for (long seed = 0; seed < 20; seed++) {
      float[] response = RoomResponse.SHOEBOX.of(0.5, 0, new SplittableRandom(seed));
      double sum = 0;
      for (float sample : response) {
        sum += sample;
      }
      // At 0 Hz no more than 12 dB over the mean of all frequencies, 1 + 1.
      assertTrue(sum * sum < 16 * 2, "seed " + seed + ": " + sum);
    }
  }
}
