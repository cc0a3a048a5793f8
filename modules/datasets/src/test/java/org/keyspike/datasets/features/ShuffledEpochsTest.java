package org.keyspike.datasets.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.keyspike.audio.AugmentationSettings;

/** Epochs that threads compute; what an epoch is made of is tested with {@link BatchesTest}. */
class ShuffledEpochsTest {
  private static final AugmentationSettings STRONG = new AugmentationSettings(3, 1, 4, 1, 2);
  private static final int CLIPS = 40;

  private static LabelledFeatures features() {
    int[] lengths = new int[CLIPS];
    Arrays.setAll(lengths, i -> 5 + i % 7);
    return new MemoryFeatures(lengths, 3, true);
  }

  /** Counts how often it is read, and fails or waits when told to. */
  private static final class Watched {
    private final AtomicInteger reads = new AtomicInteger();
    private final CountDownLatch open = new CountDownLatch(1);
    private volatile int failing = -1;
    private volatile boolean waiting;

    LabelledFeatures features() {
      LabelledFeatures all = ShuffledEpochsTest.features();
      return new LabelledFeatures() {
        @Override
        public int size() {
          return all.size();
        }

        @Override
        public int bands() {
          return all.bands();
        }

        @Override
        public boolean frameWise() {
          return all.frameWise();
        }

        @Override
        public int frames(int clip) {
          return all.frames(clip);
        }

        @Override
        public int maxFrames() {
          return all.maxFrames();
        }

        @Override
        public void read(int clip, float[] destination, int offset) {
          if (clip == failing) {
            throw new ArithmeticException("clip " + clip);
          }
          if (waiting) {
            pass();
          }
          all.read(clip, destination, offset);
          reads.incrementAndGet();
        }

        @Override
        public int[] labels(int clip) {
          return all.labels(clip);
        }

        @Override
        public String name(int clip) {
          return all.name(clip);
        }
      };
    }

    private void pass() {
      try {
        open.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Property(tries = 50)
  void threadsChangeNothing(
      @ForAll long seed,
      @ForAll @IntRange(max = 9) int epoch,
      @ForAll @IntRange(min = 1, max = 50) int batchSize,
      @ForAll @IntRange(min = 1, max = 5) int threads) {
    Epochs alone = new ShuffledEpochs(features(), batchSize, seed, STRONG);
    Epochs together = new ShuffledEpochs(e -> features(), batchSize, seed, STRONG, threads);
    assertEquals(alone.batches(), together.batches());
    Iterator<Batch> found = together.epoch(epoch).iterator();
    for (Batch expected : alone.epoch(epoch)) {
      Batch batch = found.next();
      assertArrayEquals(expected.features(), batch.features());
      assertArrayEquals(expected.lengths(), batch.lengths());
      assertArrayEquals(expected.labels(), batch.labels());
    }
    assertFalse(found.hasNext());
  }

  /** Work is done as it is handed over, so that all of it is seen and nothing is waited for. */
  @Test
  void onlyAFewBatchesAreComputedAhead() {
    Watched watched = new Watched();
    Epochs epochs = new ShuffledEpochs(e -> watched.features(), 4, 1, STRONG, Runnable::run);
    Iterator<Batch> batches = epochs.epoch(0).iterator();
    assertEquals(0, watched.reads.get(), "nothing before a batch is asked for");
    for (int handedOut = 1; handedOut <= 10; handedOut++) {
      batches.next();
      int ahead = Math.min(2, 10 - handedOut);
      assertEquals(4 * (handedOut + ahead), watched.reads.get(), handedOut + " handed out");
    }
    assertFalse(batches.hasNext());
  }

  /** Nobody waits for an epoch that was given up: the next one is computed by the same threads. */
  @Test
  void anEpochCanBeGivenUp() {
    Epochs epochs = new ShuffledEpochs(e -> features(), 4, 1, STRONG, 2);
    for (int epoch = 0; epoch < 20; epoch++) {
      epochs.epoch(epoch).iterator().next();
    }
    int batches = 0;
    for (Batch batch : epochs.epoch(20)) {
      batches += batch.size() == 4 ? 1 : 0;
    }
    assertEquals(10, batches);
  }

  @Test
  void whatFailsIsThrownWhereTheBatchIsAskedFor() {
    Watched watched = new Watched();
    Epochs epochs = new ShuffledEpochs(e -> watched.features(), 5, 1, STRONG, 2);
    watched.failing = 17;
    ArithmeticException e =
        assertThrows(ArithmeticException.class, () -> epochs.epoch(0).forEach(batch -> {}));
    assertEquals("clip 17", e.getMessage());
    watched.failing = -1;
    epochs.epoch(0).forEach(batch -> assertSame(5, batch.size()));
  }

  @Test
  void anInterruptEndsTheWait() {
    Watched watched = new Watched();
    watched.waiting = true;
    Epochs epochs = new ShuffledEpochs(e -> watched.features(), 5, 1, STRONG, 1);
    Thread.currentThread().interrupt();
    try {
      assertThrows(IllegalStateException.class, () -> epochs.epoch(0).iterator().next());
    } finally {
      assertTrue(Thread.interrupted(), "the interrupt is not swallowed");
      watched.open.countDown();
    }
  }

  @Test
  void threadsAreChecked() {
    assertThrows(
        IllegalArgumentException.class, () -> new ShuffledEpochs(e -> features(), 5, 1, STRONG, 0));
  }
}
