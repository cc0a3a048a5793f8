package org.keyspike.datasets.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.keyspike.audio.AugmentationSettings;

class BatchesTest {
  private static final AugmentationSettings NONE = AugmentationSettings.NONE;
  private static final AugmentationSettings STRONG = new AugmentationSettings(3, 1, 4, 1, 2);

  private static Iterable<Batch> shuffled(
      LabelledFeatures features, int batchSize, long seed, int epoch, AugmentationSettings how) {
    return new ShuffledEpochs(features, batchSize, seed, how).epoch(epoch);
  }

  private static LabelledFeatures keywords(int size) {
    int[] lengths = new int[size];
    Arrays.fill(lengths, 12);
    return new MemoryFeatures(lengths, 3, false);
  }

  /** The features of every clip, by its label. */
  private static Map<Integer, List<Float>> clips(Iterable<Batch> batches) {
    Map<Integer, List<Float>> clips = new TreeMap<>();
    for (Batch batch : batches) {
      int each = batch.frames() * batch.bands();
      for (int b = 0; b < batch.size(); b++) {
        List<Float> values = new ArrayList<>();
        for (int i = 0; i < each; i++) {
          values.add(batch.features()[b * each + i]);
        }
        clips.put(batch.labels()[b], values);
      }
    }
    return clips;
  }

  private static List<Integer> order(Iterable<Batch> batches) {
    List<Integer> order = new ArrayList<>();
    batches.forEach(batch -> Arrays.stream(batch.labels()).forEach(order::add));
    return order;
  }

  @Test
  void inOrderWithPadding() {
    LabelledFeatures features = new MemoryFeatures(new int[] {2, 4, 1}, 2, true);
    Iterator<Batch> batches = Batches.inOrder(features, 2).iterator();
    Batch first = batches.next();
    assertArrayEquals(
        new float[] {1, 2, 11, 12, 0, 0, 0, 0, 1001, 1002, 1011, 1012, 1021, 1022, 1031, 1032},
        first.features());
    assertArrayEquals(new int[] {2, 4}, first.lengths());
    assertArrayEquals(new int[] {0, 1, -1, -1, 1, 2, 3, 4}, first.labels());
    assertEquals(6, first.validFrames());
    Batch last = batches.next();
    assertEquals(1, last.size());
    assertEquals(1, last.frames());
    assertArrayEquals(new float[] {2001, 2002}, last.features());
    assertArrayEquals(new int[] {2}, last.labels());
    assertFalse(batches.hasNext());
    assertThrows(NoSuchElementException.class, batches::next);
  }

  @Test
  void canBeGoneThroughTwice() {
    for (Iterable<Batch> batches :
        List.of(Batches.inOrder(keywords(7), 3), shuffled(keywords(7), 3, 5, 1, STRONG))) {
      assertEquals(clips(batches), clips(batches));
    }
  }

  @Property
  void everyClipOnce(
      @ForAll @IntRange(max = 40) int size,
      @ForAll @IntRange(min = 1, max = 50) int batchSize,
      @ForAll long seed) {
    List<Integer> order = order(shuffled(keywords(size), batchSize, seed, 0, NONE));
    assertEquals(size, order.size());
    assertEquals(size, new HashSet<>(order).size());
    Epochs epochs = new ShuffledEpochs(keywords(size), batchSize, seed, NONE);
    assertEquals(size, epochs.clips());
    int batches = 0;
    for (Batch batch : epochs.epoch(0)) {
      assertEquals(batchSize, ++batches < epochs.batches() ? batch.size() : batchSize);
    }
    assertEquals(epochs.batches(), batches);
  }

  /** The batch size is no part of what an epoch depends on, so the clips come out the same. */
  @Property
  void variationDependsOnSeedEpochAndClipOnly(
      @ForAll long seed,
      @ForAll @IntRange(max = 100) int epoch,
      @ForAll @IntRange(min = 1, max = 20) int batchSize) {
    LabelledFeatures features = keywords(17);
    Iterable<Batch> whole = shuffled(features, 17, seed, epoch, STRONG);
    Iterable<Batch> parts = shuffled(features, batchSize, seed, epoch, STRONG);
    assertEquals(order(whole), order(parts));
    assertEquals(clips(whole), clips(parts));
  }

  @Test
  void epochsAndSeedsDiffer() {
    LabelledFeatures features = keywords(30);
    List<Iterable<Batch>> runs =
        List.of(
            shuffled(features, 8, 1, 0, STRONG),
            shuffled(features, 8, 1, 1, STRONG),
            shuffled(features, 8, 2, 0, STRONG));
    assertEquals(3, runs.stream().map(BatchesTest::order).distinct().count());
    assertEquals(3, runs.stream().map(BatchesTest::clips).distinct().count());
    assertNotEquals(clips(Batches.inOrder(features, 8)), clips(runs.get(0)));
  }

  @Test
  void withoutVariationTheFeaturesAreTheClips() {
    LabelledFeatures features = keywords(9);
    assertEquals(clips(Batches.inOrder(features, 4)), clips(shuffled(features, 2, 3, 4, NONE)));
  }

  /** A shift by up to three frames of a clip of two must not touch its neighbour's rows. */
  @Test
  void variationStaysInsideTheClip() {
    LabelledFeatures features = new MemoryFeatures(new int[] {2, 9, 5}, 2, true);
    for (int epoch = 0; epoch < 50; epoch++) {
      for (Batch batch : shuffled(features, 3, 7, epoch, STRONG)) {
        for (int b = 0; b < batch.size(); b++) {
          int clip =
              Arrays.stream(new int[] {2, 9, 5}).boxed().toList().indexOf(batch.lengths()[b]);
          for (int t = 0; t < batch.frames(); t++) {
            for (int c = 0; c < 2; c++) {
              float value = batch.features()[(b * batch.frames() + t) * 2 + c];
              boolean ownOrNothing =
                  value == 0 || t < batch.lengths()[b] && (int) (value / 1_000) == clip;
              assertEquals(true, ownOrNothing, "value " + value + " in clip " + clip);
            }
          }
        }
      }
    }
  }

  @Test
  void batchSizeIsChecked() {
    assertThrows(IllegalArgumentException.class, () -> Batches.inOrder(keywords(3), 0));
    assertThrows(IllegalArgumentException.class, () -> shuffled(keywords(3), -1, 0, 0, NONE));
  }

  @Test
  void batchesAreChecked() {
    new Batch(1, 2, 1, new float[2], new int[] {1}, new int[] {0, -1}, true);
    assertBad(() -> new Batch(0, 2, 1, new float[0], new int[0], new int[0], false));
    assertBad(() -> new Batch(1, 2, 1, new float[3], new int[] {1}, new int[] {0}, false));
    assertBad(() -> new Batch(1, 2, 1, new float[2], new int[] {3}, new int[] {0}, false));
    assertBad(() -> new Batch(1, 2, 1, new float[2], new int[] {0}, new int[] {0}, false));
    assertBad(() -> new Batch(1, 2, 1, new float[2], new int[] {1, 1}, new int[] {0}, false));
    assertBad(() -> new Batch(1, 2, 1, new float[2], new int[] {1}, new int[] {-1}, false));
    assertBad(() -> new Batch(1, 2, 1, new float[2], new int[] {1}, new int[] {0, 0}, true));
    assertBad(() -> new Batch(1, 2, 1, new float[2], new int[] {2}, new int[] {0, -1}, true));
  }

  private static void assertBad(Executable made) {
    assertThrows(IllegalArgumentException.class, made);
  }
}
