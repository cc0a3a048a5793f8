package org.keyspike.datasets.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KeptFeaturesTest {
  /** Clips of 4, 5 and 6 frames of 3 bands: 48, 60 and 72 bytes. */
  private static final LabelledFeatures CLIPS = new MemoryFeatures(new int[] {4, 5, 6}, 3, false);

  @Test
  void roomIsForTheFirstClips() {
    assertEquals(0, KeptFeatures.within(47, CLIPS).room());
    assertEquals(1, KeptFeatures.within(48, CLIPS).room());
    assertEquals(1, KeptFeatures.within(107, CLIPS).room());
    assertEquals(2, KeptFeatures.within(108, CLIPS).room());
    assertEquals(3, KeptFeatures.within(1_000, CLIPS).room());
  }

  @Test
  void theLatestAreKept() {
    KeptFeatures kept = KeptFeatures.within(108, CLIPS);
    float[] found = new float[4];
    assertFalse(kept.read(1, 0, found, 1));
    kept.keep(1, 0, new float[] {1, 2, 3});
    assertTrue(kept.read(1, 0, found, 1));
    assertArrayEquals(new float[] {0, 1, 2, 3}, found);
    kept.keep(1, 4, new float[] {5, 6, 7});
    assertFalse(kept.read(1, 0, found, 1));
    assertTrue(kept.read(1, 4, found, 0));
    assertArrayEquals(new float[] {5, 6, 7, 3}, found);
    kept.keep(2, 4, new float[] {8});
    assertFalse(kept.read(2, 4, found, 0), "there is no room");
    KeptFeatures.NONE.keep(0, 0, found);
    assertFalse(KeptFeatures.NONE.read(0, 0, found, 0));
  }
}
