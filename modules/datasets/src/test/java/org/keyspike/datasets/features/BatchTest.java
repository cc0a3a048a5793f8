package org.keyspike.datasets.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.keyspike.io.SettingException;

class BatchTest {
  private static SettingException refused(
      int size, int frames, int values, int[] lengths, int[] labels, boolean frameWise) {
    return assertThrows(
        SettingException.class,
        () -> new Batch(size, frames, 2, new float[values], lengths, labels, frameWise));
  }

  @Test
  void countsTheFramesOfItsClips() {
    Batch batch = new Batch(2, 3, 2, new float[12], new int[] {3, 1}, new int[] {4, 0}, false);
    assertEquals(4, batch.validFrames());
    assertEquals("Batch[2, 3, 2]", batch.toString());
    int[] labels = {1, 2, 3, 0, Batch.PADDING, Batch.PADDING};
    assertEquals(
        "Batch[2, 3, 2, frame-wise]",
        new Batch(2, 3, 2, new float[12], new int[] {3, 1}, labels, true).toString());
  }

  @Test
  void aClipOfItHasNoPadding() {
    float[] features = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    Batch clip = new Batch(2, 3, 2, features, new int[] {3, 2}, new int[] {4, 1}, false).clip(1);
    assertEquals(2, clip.frames());
    assertArrayEquals(new float[] {6, 7, 8, 9}, clip.features());
    assertArrayEquals(new int[] {1}, clip.labels());
    int[] labels = {1, 2, 3, 4, 5, Batch.PADDING};
    Batch frames = new Batch(2, 3, 2, features, new int[] {3, 2}, labels, true).clip(1);
    assertArrayEquals(new int[] {4, 5}, frames.labels());
    assertArrayEquals(new int[] {2}, frames.lengths());
  }

  @Test
  void sizesHaveToFit() {
    assertEquals("batch", refused(0, 3, 0, new int[0], new int[0], false).field());
    assertEquals(
        "features: found 11 values, expected 12",
        refused(2, 3, 11, new int[] {3, 1}, new int[2], false).getMessage());
    assertEquals("lengths", refused(2, 3, 12, new int[1], new int[2], false).field());
    assertEquals(
        "labels: found 2 values, expected 6",
        refused(2, 3, 12, new int[] {3, 1}, new int[2], true).getMessage());
  }

  @Test
  void lengthsAndLabelsHaveTheirRange() {
    assertEquals(
        "lengths[1]: found 4, expected 1 to 3",
        refused(2, 3, 12, new int[] {3, 4}, new int[2], false).getMessage());
    assertEquals(
        "labels[0]: found -1, expected 0 or more",
        refused(2, 3, 12, new int[] {3, 1}, new int[] {-1, 0}, false).getMessage());
    assertEquals(
        "labels[4]: found 0, expected −1",
        refused(2, 3, 12, new int[] {3, 1}, new int[6], true).getMessage());
  }
}
