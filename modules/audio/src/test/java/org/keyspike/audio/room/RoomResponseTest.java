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

  /** Eyring: V = 60 m³ and S = 94 m² in half a second. */
  @Test
  void wallsReflectByTheFormula() {
    double[] place = {1, 1, 1};
    double exponent = 24 * Math.log(10) / 343 * 60 / (2 * 94 * 0.5);
    assertEquals(
        Math.exp(-exponent),
        new Shoebox(new double[] {4, 5, 3}, place, place, 0.5).reflection(),
        1e-12);
  }

  /** Every image of the equation, for 40 ms; nothing of the noise before that. */
  @Test
  void theBeginningIsTheSumOfAllImages() {
    double[] size = {3.1, 4.2, 2.5};
    double[] source = {0.7, 3.3, 1.1};
    double[] microphone = {2.2, 0.9, 1.6};
    Shoebox room = new Shoebox(size, source, microphone, 0.3);
    float[] found = room.response(new SplittableRandom(1));
    double direct = Math.sqrt(1.5 * 1.5 + 2.4 * 2.4 + 0.5 * 0.5);
    double[] expected = new double[640];
    int most = 6;
    int side = 2 * (2 * most + 1);
    for (int image = 0; image < side * side * side; image++) {
      int rest = image;
      double square = 0;
      int bounces = 0;
      for (int axis = 0; axis < 3; axis++) {
        int q = rest % 2;
        int n = rest / 2 % (side / 2) - most;
        rest /= side;
        double place = (1 - 2 * q) * source[axis] + 2 * n * size[axis];
        square += (place - microphone[axis]) * (place - microphone[axis]);
        bounces += Math.abs(n - q) + Math.abs(n);
      }
      double d = Math.sqrt(square);
      double at = Math.rint((d - direct) * 16_000 / 343);
      if (at >= 1 && at < expected.length) {
        expected[(int) at] += Math.pow(-room.reflection(), bounces) * direct / d;
      }
    }
    expected[0] = 1;
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], 1e-5, "sample " + i);
    }
  }

  /** Behind 40 ms: (4πc·d₀²/V)/16000 · 10^(−6t/T60) of variance; 1,600 samples are 5 % off. */
  @Test
  void theTailHasTheLevelOfTheImagesThatItStandsFor() {
    double[] size = {4, 5, 3};
    Shoebox room = new Shoebox(size, new double[] {1, 2.5, 1}, new double[] {3, 2.5, 1}, 0.8);
    double sum = 0;
    for (long seed = 0; seed < 4; seed++) {
      float[] response = room.response(new SplittableRandom(seed));
      for (int i = 640; i < 2_240; i++) {
        double t = i / 16_000.0 + 2 / 343.0;
        double variance = 4 * Math.PI * 343 * 4 / 60 / 16_000 * Math.pow(10, -6 * t / 0.8);
        sum += response[i] * response[i] / variance;
      }
    }
    assertEquals(1, sum / 6_400, 0.04);
  }

  /** d₀² = V·6·ln 10/(4πc·T60·10^(D/10)), where the room has that. */
  @Test
  void drawnRoomsAreWithinTheirBoundsAndAsFarAsTheRatioSays() {
    int near = 0;
    for (long seed = 0; seed < 50; seed++) {
      Shoebox room = Shoebox.drawn(0.5, 3, new SplittableRandom(seed));
      double[] size = room.size();
      double square = 0;
      for (int axis = 0; axis < 3; axis++) {
        double least = new double[] {3, 2.5, 2.3}[axis];
        double most = new double[] {8, 6, 3.5}[axis];
        assertTrue(size[axis] >= least && size[axis] <= most, "seed " + seed);
        for (double place : new double[] {room.source()[axis], room.microphone()[axis]}) {
          assertTrue(place >= 0.3 - 1e-9 && place <= size[axis] - 0.3 + 1e-9, "seed " + seed);
        }
        double along = room.source()[axis] - room.microphone()[axis];
        square += along * along;
      }
      double volume = size[0] * size[1] * size[2];
      double wanted = volume * 6 * Math.log(10) / (4 * Math.PI * 343 * 0.5 * Math.pow(10, 0.3));
      near += Math.abs(Math.sqrt(square / wanted) - 1) < 1e-6 ? 1 : 0;
    }
    assertTrue(near > 40, near + " of 50 rooms");
  }

  /** The bits as they were first made: trainings in rooms have them in their numbers. */
  @Test
  void theBitsOfRoomsStay() {
    SplittableRandom random = new SplittableRandom(7);
    assertEquals(-2_001_313_883, Arrays.hashCode(RoomResponse.NOISE.of(0.1, 3, random)));
    assertEquals(-1_303_591_872, Arrays.hashCode(RoomResponse.SHOEBOX.of(0.1, 3, random)));
    assertEquals(918_260_047, Arrays.hashCode(RoomResponse.SHOEBOX.of(0.3, -6, random)));
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
