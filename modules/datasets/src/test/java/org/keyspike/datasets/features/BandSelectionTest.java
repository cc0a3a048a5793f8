package org.keyspike.datasets.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

class BandSelectionTest {
  private static final BandSelection SELECTION = new BandSelection(3, List.of(0, 2));

  /** Two clips of two frames and of one; a value says clip, frame and band. */
  private static final Batch BATCH =
      new Batch(
          2,
          2,
          3,
          new float[] {0, 1, 2, 10, 11, 12, 100, 101, 102, 0, 0, 0},
          new int[] {2, 1},
          new int[] {5, 6},
          false);

  /** The clips of the batch as a part of a data set. */
  private static LabelledFeatures part() {
    return new LabelledFeatures() {
      @Override
      public int size() {
        return BATCH.size();
      }

      @Override
      public int bands() {
        return BATCH.bands();
      }

      @Override
      public boolean frameWise() {
        return false;
      }

      @Override
      public int frames(int clip) {
        return BATCH.lengths()[clip];
      }

      @Override
      public int maxFrames() {
        return BATCH.frames();
      }

      @Override
      public void read(int clip, float[] destination, int offset) {
        System.arraycopy(BATCH.features(), 6 * clip, destination, offset, 3 * frames(clip));
      }

      @Override
      public int[] labels(int clip) {
        return new int[] {BATCH.labels()[clip]};
      }

      @Override
      public String name(int clip) {
        return "clip " + clip;
      }
    };
  }

  @Test
  void ofABatchOnlyKeptBandsAreLeft() {
    Batch few = SELECTION.of(BATCH);
    assertEquals(2, few.bands());
    assertArrayEquals(new float[] {0, 2, 10, 12, 100, 102, 0, 0}, few.features());
    assertArrayEquals(BATCH.labels(), few.labels());
  }

  @Test
  void ofAPartOnlyKeptBandsAreLeft() {
    LabelledFeatures few = SELECTION.of(part());
    float[] read = new float[5];
    few.read(0, read, 1);
    assertArrayEquals(new float[] {0, 0, 2, 10, 12}, read);
    assertEquals(2, few.bands());
    assertEquals(2, few.size());
    assertEquals(1, few.frames(1));
    assertEquals(2, few.maxFrames());
    assertEquals("clip 1", few.name(1));
    assertArrayEquals(new int[] {6}, few.labels(1));
  }

  @Test
  void whereNothingIsLeftOutItIsTheSame() {
    BandSelection all = new BandSelection(3, List.of(0, 1, 2));
    LabelledFeatures part = part();
    assertSame(part, all.of(part));
    assertSame(BATCH, all.of(BATCH));
  }
}
