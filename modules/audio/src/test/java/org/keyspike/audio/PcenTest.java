package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Normalized energies at their limits and after any time: a state has no other memory. */
class PcenTest {
  private static final long LARGEST = (1L << 62) - 1;
  private static final FrontEndTables ONE_BAND = FrontEndTables.of(1);
  private static final PcenSettings USUAL = new PcenSettings(256, 5, 5, 32, 128, 2);

  private static PcenSettings random(SplittableRandom random) {
    return new PcenSettings(
        random.nextInt(1, 257),
        random.nextInt(16),
        random.nextInt(16),
        random.nextInt(1, 257),
        random.nextInt(257),
        random.nextInt(1, 17));
  }

  private static int[] units(FrontEndSettings settings, short[] samples) {
    byte[] features = new IntegerLogMel(settings).features(samples);
    int[] units = new int[features.length];
    Arrays.setAll(units, i -> features[i] & 0xFF);
    return units;
  }

  private static int next(Pcen pcen, long energy) {
    int[] fine = new int[1];
    pcen.normalize(new long[] {energy}, fine);
    return fine[0];
  }

  /** From any state a step stays between the state and the frame: so it does for ever. */
  @Property(tries = 500)
  void aStepNeverGoesPastTheFrame(
      @ForAll long seed,
      @ForAll @LongRange(max = LARGEST) long from,
      @ForAll @LongRange(max = LARGEST) long energy,
      @ForAll @IntRange(max = 32_767) int frames,
      @ForAll @IntRange(min = -16, max = 30) int exponent) {
    Pcen pcen = new Pcen(random(new SplittableRandom(seed)), ONE_BAND, exponent);
    pcen.set(0, from, frames);
    int fine = next(pcen, energy);
    long to = pcen.smoothed(0);
    assertTrue(to >= Math.min(from, energy) && to <= Math.max(from, energy), from + " to " + to);
    assertTrue(fine >= 0 && fine <= PcenTable.LARGEST, "found " + fine);
  }

  /** More energy in a frame never makes less of its feature, whatever came before. */
  @Property(tries = 500)
  void aLouderFrameIsNeverAQuieterFeature(
      @ForAll long seed,
      @ForAll @LongRange(max = LARGEST) long from,
      @ForAll @LongRange(max = LARGEST) long energy,
      @ForAll @IntRange(min = 1, max = 60) int shift) {
    SplittableRandom random = new SplittableRandom(seed);
    PcenSettings settings = random(random);
    int exponent = random.nextInt(-16, 31);
    int[] fine = new int[2];
    for (int i = 0; i < 2; i++) {
      Pcen pcen = new Pcen(settings, ONE_BAND, exponent);
      pcen.set(0, from, 32_767);
      fine[i] = next(pcen, i == 0 ? energy >> shift : energy);
    }
    // Both logarithms have straight lines between their entries, which may be a step of theirs off.
    int step = PcenTable.LARGEST >> 8;
    assertTrue(fine[0] <= fine[1] + step, fine[0] + " and " + fine[1] + " of " + settings);
  }

  /** The clock stops where its logarithm is the largest shift, so that it never turns over. */
  @Test
  void theClockStops() {
    PcenSettings settings = new PcenSettings(256, 15, 15, 32, 128, 2);
    Pcen pcen = new Pcen(settings, ONE_BAND, 10);
    pcen.set(0, 1L << 40, 32_766);
    next(pcen, 1L << 50);
    assertEquals((1L << 40) + ((1L << 50) - (1L << 40) >> 14), pcen.smoothed(0), "frame 32,766");
    for (int t = 0; t < 40_000; t++) {
      long before = pcen.smoothed(0);
      next(pcen, 1L << 50);
      assertEquals(before + ((1L << 50) - before >> 15), pcen.smoothed(0), "frame " + t);
    }
  }

  /** M begins as the average of what there is: exactly, after frames in powers of two. */
  @Test
  void theFirstFramesAreAveraged() {
    Pcen pcen = new Pcen(USUAL, ONE_BAND, 14);
    next(pcen, 1_000_000);
    assertEquals(1_000_000, pcen.smoothed(0));
    next(pcen, 3_000_000);
    assertEquals(2_000_000, pcen.smoothed(0));
    next(pcen, 0);
    assertEquals(1_000_000, pcen.smoothed(0));
    next(pcen, 5_000_000);
    assertEquals(2_000_000, pcen.smoothed(0));
    for (int t = 4; t < 31; t++) {
      next(pcen, 2_000_000);
    }
    next(pcen, 2_000_000 + (1 << 20));
    assertEquals(2_000_000 + (1 << 15), pcen.smoothed(0), "frame 31 is the first of shift 5");
    pcen.restart();
    next(pcen, 7);
    assertEquals(7, pcen.smoothed(0));
  }

  /** Whatever the settings, nothing is heard where there is nothing. */
  @Property(tries = 300)
  void silenceIsZero(@ForAll long seed, @ForAll @IntRange(min = -16, max = 30) int exponent) {
    Pcen pcen = new Pcen(random(new SplittableRandom(seed)), ONE_BAND, exponent);
    assertTrue(next(pcen, 0) < 32);
    pcen.set(0, LARGEST, 32_767);
    assertTrue(next(pcen, 0) < 32);
  }

  /** Tables do not fall, start below what is rounded to a feature of 1, and end at the limit. */
  @Test
  void everyTableAscends() {
    for (int bias : new int[] {1, 2, 7, 32, 256}) {
      for (int root = 0; root <= 256; root++) {
        int[] table = PcenTable.of(new PcenSettings(256, 5, 5, bias, root, 16));
        for (int i = 1; i < table.length; i++) {
          assertTrue(table[i] >= table[i - 1], "bias " + bias + ", root " + root + ", entry " + i);
        }
        assertTrue(table[16] < 32, "at 2^-14: " + table[16]);
        assertTrue(table[256] <= PcenTable.LARGEST);
      }
    }
  }

  /** The equation in real numbers, of which a feature is no more than its rounding. */
  @Property(tries = 200)
  void isTheEquationInRealNumbers(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PcenSettings settings = random(random);
    int exponent = random.nextInt(0, 20);
    double gain = Math.scalb(1.0, exponent - 44);
    Pcen pcen = new Pcen(settings, ONE_BAND, exponent);
    long from = 1L << random.nextInt(20, 55);
    pcen.set(0, from, 32_767);
    long energy = random.nextLong(1L << 20, 1L << random.nextInt(21, 56));
    int fine = next(pcen, energy);
    double average =
        from
            + Math.scalb(
                (double) energy - from, energy > from ? -settings.rise() : -settings.fall());
    double normalized = gain * energy / Math.pow(1 + gain * average, settings.strength() / 256.0);
    double bias = settings.bias() / 16.0;
    double root = settings.root() / 256.0;
    double expected =
        settings.scale()
            * (root > 0
                ? Math.pow(normalized + bias, root) - Math.pow(bias, root)
                : Math.log1p(normalized / bias));
    double limited = Math.min(expected, 255 / 16.0);
    if (normalized < 1 << 16) {
      // In the last step of the table below the limit, which is 2^(1/8) of energy, it is a chord to
      // the limit.
      boolean last = expected > 255 / 16.0 / Math.pow(2, 0.125) - 0.02;
      double tolerance = 0.02 + (last ? 0.09 : 0.002) * limited;
      assertEquals(limited, fine / 1024.0, tolerance, settings + ", seed " + seed);
    }
  }

  /** Full scale, of either sign in turn, at any settings; no sum overflows. */
  @Test
  void aFullScaleSquareWaveStaysInRange() {
    short[] square = new short[3_200];
    for (int i = 0; i < square.length; i++) {
      square[i] = i / 32 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
    }
    for (int exponent : new int[] {-16, 0, 30}) {
      int[] steady = units(FrontEndSettings.integer(20, exponent).withPcen(USUAL), square);
      int largest = Arrays.stream(steady).max().getAsInt();
      assertTrue(
          largest > 0 && largest < 32, "steady sound of energy near its average: " + largest);
    }
    PcenSettings saturating = new PcenSettings(1, 5, 5, 1, 256, 16);
    int[] loud = units(FrontEndSettings.integer(20, 30).withPcen(saturating), square);
    assertEquals(255, Arrays.stream(loud).max().getAsInt());
  }

  /** A sound and the same 24 dB lower have the same features, but for the rounding of samples. */
  @Test
  void theLevelDoesNotMatterWithTheWholeStrength() {
    short[] loud = StreamingIntegerLogMelTest.integers(LogMelTest.signal(3, 16_000, 0.9));
    short[] quiet = new short[loud.length];
    for (int i = 0; i < loud.length; i++) {
      quiet[i] = (short) (loud[i] >> 4);
    }
    FrontEndSettings settings = FrontEndSettings.integer(20, 30).withPcen(USUAL);
    int[] expected = units(settings, loud);
    int[] found = units(settings, quiet);
    int apart = 0;
    for (int i = 0; i < found.length; i++) {
      apart = Math.max(apart, Math.abs(found[i] - expected[i]));
    }
    assertTrue(apart <= 2, "apart by " + apart);
    assertTrue(Arrays.stream(expected).max().getAsInt() > 10, "there is something to hear");
    FrontEndSettings plain = FrontEndSettings.integer(20, 10);
    assertTrue(units(plain, quiet)[410] < units(plain, loud)[410] - 40, "without it, it does");
  }

  /** 20 dB more at once are heard at once, and are the usual a few seconds later. */
  @Test
  void aStepIsHeardAndThenForgotten() {
    Pcen pcen = new Pcen(USUAL, ONE_BAND, 14);
    int usual = 0;
    for (int t = 0; t < 400; t++) {
      usual = next(pcen, 1L << 44);
    }
    int step = next(pcen, 100L << 44);
    assertTrue(step > 4 * usual, usual + ", then " + step);
    int last = step;
    for (int t = 0; t < 400; t++) {
      int now = next(pcen, 100L << 44);
      assertTrue(now <= last, "a steady sound becomes no louder");
      last = now;
    }
    assertEquals(usual, last, 2);
    assertTrue(next(pcen, 1L << 44) < usual / 2, "what is left after a loud sound is quieter");
  }

  /** Frame by frame the same as the clip, and a new clip hears nothing of the one before. */
  @Test
  void aClipIsTheSameAgain() {
    FrontEndSettings settings = FrontEndSettings.integer(40, 10).withPcen(USUAL);
    short[] first = StreamingIntegerLogMelTest.integers(LogMelTest.signal(1, 4_000, 0.5));
    short[] second = StreamingIntegerLogMelTest.integers(LogMelTest.signal(2, 4_000, 0.1));
    IntegerLogMel logMel = new IntegerLogMel(settings);
    byte[] expected = logMel.features(second);
    logMel.features(first);
    assertArrayEquals(expected, logMel.features(second));
  }
}
