package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FeatureAugmentationTest {
  private static final int FRAMES = 30;
  private static final int BANDS = 7;
  private static final int BEFORE = 5;
  private static final int AFTER = 4;

  @Test
  void noneLeavesClipAndRandomAlone() {
    float[] features = numbered();
    SplittableRandom random = new SplittableRandom(1);
    new FeatureAugmentation(AugmentationSettings.NONE)
        .apply(features, BEFORE, FRAMES, BANDS, random);
    assertArrayEquals(numbered(), features);
    assertEquals(new SplittableRandom(1).nextLong(), random.nextLong());
  }

  @Property(tries = 300)
  void shiftMovesWholeFrames(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int reach) {
    float[] features = applied(new AugmentationSettings(reach, 0, 0, 0, 0), seed);
    int by = new SplittableRandom(seed).nextInt(-reach, reach + 1);
    for (int t = 0; t < FRAMES; t++) {
      for (int c = 0; c < BANDS; c++) {
        int from = t - by;
        float expected = from < 0 || from >= FRAMES ? 0 : value(from, c);
        assertEquals(expected, features[BEFORE + t * BANDS + c], "frame " + t + " by " + by);
      }
    }
  }

  @Property(tries = 300)
  void timeMaskIsOneRunOfWholeFrames(@ForAll long seed, @ForAll @IntRange(max = 50) int widest) {
    float[] features = applied(new AugmentationSettings(0, 1, widest, 0, 0), seed);
    BitSet masked = new BitSet();
    for (int t = 0; t < FRAMES; t++) {
      masked.set(t, features[BEFORE + t * BANDS] == 0);
      for (int c = 0; c < BANDS; c++) {
        float expected = masked.get(t) ? 0 : value(t, c);
        assertEquals(expected, features[BEFORE + t * BANDS + c]);
      }
    }
    assertOneRun(masked, widest);
  }

  @Property(tries = 300)
  void bandMaskIsOneRunOfWholeBands(@ForAll long seed, @ForAll @IntRange(max = 10) int widest) {
    float[] features = applied(new AugmentationSettings(0, 0, 0, 1, widest), seed);
    BitSet masked = new BitSet();
    for (int c = 0; c < BANDS; c++) {
      masked.set(c, features[BEFORE + c] == 0);
      for (int t = 0; t < FRAMES; t++) {
        float expected = masked.get(c) ? 0 : value(t, c);
        assertEquals(expected, features[BEFORE + t * BANDS + c]);
      }
    }
    assertOneRun(masked, widest);
  }

  /** Every shift, width and place occurs, about equally often. */
  @Test
  void drawsAreUniform() {
    int draws = 7_000;
    int[] shifts = new int[7];
    int[] widths = new int[4];
    SplittableRandom random = new SplittableRandom(7);
    FeatureAugmentation shift = new FeatureAugmentation(new AugmentationSettings(3, 0, 0, 0, 0));
    FeatureAugmentation mask = new FeatureAugmentation(new AugmentationSettings(0, 1, 3, 0, 0));
    for (int i = 0; i < draws; i++) {
      float[] one = {1, 2, 3, 4, 5, 6, 7, 8, 9};
      shift.apply(one, 0, 9, 1, random);
      shifts[5 - Math.round(one[4]) + 3]++;
      Arrays.fill(one, 1);
      mask.apply(one, 0, 9, 1, random);
      int width = 0;
      for (float value : one) {
        width += value == 0 ? 1 : 0;
      }
      widths[width]++;
    }
    for (int count : shifts) {
      assertEquals(draws / 7.0, count, 150, "seed 7: " + Arrays.toString(shifts));
    }
    for (int count : widths) {
      assertEquals(draws / 4.0, count, 180, "seed 7: " + Arrays.toString(widths));
    }
  }

  @Test
  void theSameSeedGivesTheSameClip() {
    AugmentationSettings all = new AugmentationSettings(10, 2, 8, 2, 3);
    assertArrayEquals(applied(all, 11), applied(all, 11));
    assertTrue(Arrays.mismatch(applied(all, 11), applied(all, 12)) >= 0);
  }

  /** A clip of no frames between others, or at the end of all: nothing is written. */
  @Test
  void anEmptyClipChangesNothing() {
    FeatureAugmentation all = new FeatureAugmentation(new AugmentationSettings(10, 2, 8, 2, 3));
    for (int offset : new int[] {0, BEFORE, numbered().length}) {
      float[] features = numbered();
      all.apply(features, offset, 0, BANDS, new SplittableRandom(1));
      assertArrayEquals(numbered(), features, "at " + offset);
    }
  }

  @Test
  void badValuesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new AugmentationSettings(-1, 0, 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new AugmentationSettings(0, 0, 0, 0, -1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new AugmentationSettings(Integer.MAX_VALUE, 0, 0, 0, 0));
    FeatureAugmentation none = new FeatureAugmentation(AugmentationSettings.NONE);
    SplittableRandom random = new SplittableRandom(1);
    assertThrows(IndexOutOfBoundsException.class, () -> none.apply(new float[10], 5, 2, 3, random));
  }

  private static void assertOneRun(BitSet masked, int widest) {
    assertTrue(masked.cardinality() <= widest, "width " + masked);
    assertEquals(masked.cardinality(), masked.length() - Math.max(0, masked.nextSetBit(0)));
  }

  /** Varies the numbered clip and checks that what lies around it is untouched. */
  private static float[] applied(AugmentationSettings settings, long seed) {
    float[] features = numbered();
    new FeatureAugmentation(settings)
        .apply(features, BEFORE, FRAMES, BANDS, new SplittableRandom(seed));
    float[] untouched = numbered();
    assertEquals(-1, Arrays.mismatch(untouched, 0, BEFORE, features, 0, BEFORE));
    int end = BEFORE + FRAMES * BANDS;
    assertEquals(-1, Arrays.mismatch(untouched, end, end + AFTER, features, end, end + AFTER));
    return features;
  }

  private static float[] numbered() {
    float[] features = new float[BEFORE + FRAMES * BANDS + AFTER];
    for (int i = 0; i < features.length; i++) {
      features[i] = i + 1;
    }
    return features;
  }

  private static float value(int frame, int band) {
    return BEFORE + frame * BANDS + band + 1;
  }
}
