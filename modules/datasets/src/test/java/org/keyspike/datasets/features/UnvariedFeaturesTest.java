package org.keyspike.datasets.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UnvariedFeaturesTest {
  @Test
  void storedOnesAreReadOnceTheyWereFoundEqual() {
    LabelledFeatures stored = new MemoryFeatures(new int[] {2, 2}, 3, false);
    UnvariedFeatures unvaried = new UnvariedFeatures(stored);
    float[] own = new float[6];
    stored.read(0, own, 0);
    float[] found = new float[6];
    assertFalse(unvaried.read(0, found, 0), "nothing is known yet");
    unvaried.compare(0, own.clone());
    assertTrue(unvaried.read(0, found, 0));
    assertArrayEquals(own, found);
    float[] other = own.clone();
    other[5] += 1;
    unvaried.compare(1, other);
    assertFalse(unvaried.read(1, found, 0));
  }
}
