package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The fast form against the plain one, sounds that are out of the ordinary, and the ranges. */
class IntegerLogMelTest {
  private static final BackgroundSettings[] BACKGROUNDS = {
    BackgroundSettings.NONE,
    new BackgroundSettings(7, 4, 256),
    new BackgroundSettings(0, 0, 1),
    new BackgroundSettings(15, 15, 205),
    new BackgroundSettings(0, 15, 256)
  };

  /** How a sample of a signal is made. */
  private enum Sound {
    FULL_SCALE,
    SPARSE,
    SQUARE,
    CONSTANT,
    NOISE,
    SILENCE;

    short[] samples(SplittableRandom random, int length) {
      short[] samples = new short[length];
      int period = random.nextInt(1, 300);
      int level = 1 << random.nextInt(16);
      short constant = random.nextBoolean() ? Short.MIN_VALUE : (short) random.nextInt();
      for (int i = 0; i < length; i++) {
        samples[i] =
            (short)
                switch (this) {
                  case FULL_SCALE -> random.nextBoolean() ? Short.MAX_VALUE : Short.MIN_VALUE;
                  case SPARSE -> random.nextInt(100) == 0 ? random.nextInt() : 0;
                  case SQUARE -> i / period % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
                  case CONSTANT -> constant;
                  case NOISE -> random.nextInt(-level, level);
                  case SILENCE -> 0;
                };
      }
      return samples;
    }
  }

  @Property(tries = 60)
  void equalsThePlainForm(
      @ForAll long seed,
      @ForAll Sound sound,
      @ForAll @IntRange(min = 1, max = 256) int bands,
      @ForAll @IntRange(min = -16, max = 30) int exponent,
      @ForAll @IntRange(max = 4) int background) {
    FrontEndSettings settings =
        new FrontEndSettings(
            FrontEndKind.INTEGER, bands, Math.scalb(1.0, exponent), BACKGROUNDS[background]);
    short[] samples = sound.samples(new SplittableRandom(seed), 880);
    IntegerLogMel fast = new IntegerLogMel(settings);
    PlainIntegerLogMel plain = new PlainIntegerLogMel(settings);
    byte[] found = new byte[bands];
    for (int offset = 0; offset <= 480; offset += 160) {
      fast.frame(samples, offset, found, 0);
      assertArrayEquals(plain.frame(samples, offset), ints(found), "from sample " + offset);
    }
  }

  /** The loudest signs for each bin: those of its cosine or sine. */
  @Test
  void nothingOverflows() {
    FrontEndSettings settings = FrontEndSettings.integer(1, -16);
    PlainIntegerLogMel plain = new PlainIntegerLogMel(settings);
    IntegerLogMel fast = new IntegerLogMel(settings);
    byte[] found = new byte[1];
    for (int bin = 0; bin <= 256; bin += 8) {
      for (double phase : new double[] {0, 0.25, 0.5}) {
        short[] samples = new short[400];
        for (int i = 0; i < 400; i++) {
          double wave = StrictMath.cos(2 * Math.PI * (bin * i / 512.0 + phase / 2));
          samples[i] = wave > 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        fast.frame(samples, 0, found, 0);
        assertArrayEquals(plain.frame(samples, 0), ints(found), "bin " + bin);
      }
    }
    assertTrue(plain.largestBin > 1 << 23, "found " + plain.largestBin);
    assertTrue(plain.largestBin < 1 << 24, "found " + plain.largestBin);
    assertTrue(plain.largestSum > 1L << 60, "found " + plain.largestSum);
    assertTrue(plain.largestSum < 1L << 62, "found " + plain.largestSum);
  }

  @Test
  void silenceIsZeroAtEveryGain() {
    for (int exponent : new int[] {-16, 0, 7, 30}) {
      byte[] features =
          new IntegerLogMel(FrontEndSettings.integer(80, exponent)).features(new short[480]);
      assertArrayEquals(new byte[240], features, "gain 2^" + exponent);
    }
  }

  /** ln(1 + 2³⁰·power) is above 255/16 in the loudest band; at 2⁻¹⁶ nothing is left of any. */
  @Test
  void theLargestAndTheSmallestGain() {
    short[] square = Sound.SQUARE.samples(new SplittableRandom(3), 400);
    byte[] features = new byte[40];
    new IntegerLogMel(FrontEndSettings.integer(40, 30)).frame(square, 0, features, 0);
    assertEquals(255, Arrays.stream(ints(features)).max().getAsInt());
    new IntegerLogMel(FrontEndSettings.integer(40, -16)).frame(square, 0, features, 0);
    assertTrue(Arrays.stream(ints(features)).max().getAsInt() < 16);
  }

  /** A constant is all in the window's main lobe at 0 Hz: loudest in the lowest bands. */
  @Test
  void aConstantIsAsInRealNumbers() {
    short[] samples = new short[800];
    Arrays.fill(samples, Short.MIN_VALUE);
    float[] reals = new float[800];
    Arrays.fill(reals, -1);
    int[] units = ints(new IntegerLogMel(FrontEndSettings.integer(40, 7)).features(samples));
    float[] expected = new LogMel(new FrontEndSettings(40, 128)).features(reals);
    for (int i = 0; i < units.length; i++) {
      assertEquals(16 * expected[i], units[i], 1, "feature " + i);
    }
    assertEquals(units[160], Arrays.stream(units, 160, 200).max().getAsInt());
  }

  @Test
  void floatsThatClipSaturate() {
    float[] loud = LogMelTest.signal(1, 1_000, 4);
    float[] clipped = loud.clone();
    for (int i = 0; i < clipped.length; i++) {
      clipped[i] = Math.max(-1, Math.min(Math.nextDown(1f), clipped[i]));
    }
    IntegerLogMel logMel = new IntegerLogMel(FrontEndSettings.integer(40, 7));
    assertArrayEquals(logMel.features(clipped), logMel.features(loud));
  }

  /** A filter overshoots at a square wave's edges; clip and stream hear the same samples. */
  @Test
  void resampledSoundHasTheSameBitsAsAClipAndAsAStream() {
    float[] square = new float[4_410];
    for (int i = 0; i < square.length; i++) {
      square[i] = i / 50 % 2 == 0 ? 1 : -1;
    }
    float[] samples = Resampler.resample(new AudioClip(square, 44_100), 16_000).samples();
    FrontEndSettings settings = FrontEndSettings.integer(40, 7);
    float[] expected = new IntegerLogMel(settings).features(samples);
    StreamingIntegerLogMel streaming = new StreamingIntegerLogMel(settings);
    int[] at = {0};
    streaming.accept(
        samples,
        0,
        samples.length,
        units -> {
          for (byte unit : units) {
            assertEquals(expected[at[0]++], (unit & 0xFF) / 16f);
          }
        });
    assertEquals(expected.length, at[0]);
  }

  @Test
  void theKindChoosesTheFrontEnd() {
    FrontEnd integer = FrontEnd.of(FrontEndSettings.integer(40, 7));
    assertInstanceOf(IntegerLogMel.class, integer);
    assertInstanceOf(LogMel.class, FrontEnd.of(new FrontEndSettings(40, 128)));
    assertEquals(40, integer.bands());
  }

  /** At most one unit apart, and nearly always equal. */
  @Test
  void isTheFloatFrontEndRounded() {
    int equal = 0;
    int all = 0;
    for (long seed : List.of(1L, 2L, 3L)) {
      short[] integers = StreamingIntegerLogMelTest.integers(LogMelTest.signal(seed, 4_000, 0.1));
      float[] samples = new float[integers.length];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = Pcm16.sample(integers[i]);
      }
      float[] real = new LogMel(new FrontEndSettings(40, 128)).features(samples);
      int[] units = ints(new IntegerLogMel(FrontEndSettings.integer(40, 7)).features(integers));
      for (int i = 0; i < units.length; i++) {
        int expected = (int) Math.min(255, Math.floor(16 * real[i] + 0.5));
        assertEquals(expected, units[i], 1, "feature " + i);
        equal += expected == units[i] ? 1 : 0;
        all++;
      }
    }
    assertTrue(equal >= 0.98 * all, equal + " of " + all);
  }

  private static int[] ints(byte[] units) {
    int[] ints = new int[units.length];
    Arrays.setAll(ints, i -> units[i] & 0xFF);
    return ints;
  }
}
