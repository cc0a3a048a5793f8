package org.keyspike.datasets;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import org.keyspike.audio.FeatureAugmentation;

/** Cuts features into batches. */
public final class Batches {
  private Batches() {}

  /**
   * All clips in their order, for evaluation. The last batch holds what is left.
   *
   * @throws IllegalArgumentException if the batch size is not positive
   */
  public static Iterable<Batch> inOrder(LabelledFeatures features, int batchSize) {
    checkSize(batchSize);
    int[] order = identity(features.size());
    return () -> new BatchIterator(features, batchSize, order, (batch, row, clip) -> {});
  }

  /**
   * All clips of one epoch, shuffled and varied, for training. The order depends on (seed, epoch)
   * and how a clip is varied on (seed, epoch, clip), on nothing else. The last batch holds what is
   * left.
   *
   * @param epoch counted from 0
   * @throws IllegalArgumentException if the batch size is not positive
   */
  public static Iterable<Batch> shuffled(
      LabelledFeatures features,
      int batchSize,
      long seed,
      int epoch,
      FeatureAugmentation augmentation) {
    checkSize(batchSize);
    int[] order = identity(features.size());
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, epoch));
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    Variation variation =
        (batch, row, clip) ->
            augmentation.apply(
                batch.features(),
                row * batch.frames() * batch.bands(),
                batch.lengths()[row],
                batch.bands(),
                new SplittableRandom(Seeds.derive(seed, epoch, clip)));
    return () -> new BatchIterator(features, batchSize, order, variation);
  }

  private static void checkSize(int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch size: found " + batchSize + ", expected 1 or more");
    }
  }

  private static int[] identity(int size) {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    return order;
  }

  /** Changes one row of a batch in place. */
  private interface Variation {
    void apply(Batch batch, int row, int clip);
  }

  private static final class BatchIterator implements Iterator<Batch> {
    private final LabelledFeatures features;
    private final int batchSize;
    private final int[] order;
    private final Variation variation;
    private int next;

    BatchIterator(LabelledFeatures features, int batchSize, int[] order, Variation variation) {
      this.features = features;
      this.batchSize = batchSize;
      this.order = order;
      this.variation = variation;
    }

    @Override
    public boolean hasNext() {
      return next < order.length;
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int end = Math.min(order.length, next + batchSize);
      int[] clips = Arrays.copyOfRange(order, next, end);
      next = end;
      Batch batch = gather(clips);
      for (int row = 0; row < clips.length; row++) {
        variation.apply(batch, row, clips[row]);
      }
      return batch;
    }

    private Batch gather(int[] clips) {
      int frames = 0;
      for (int clip : clips) {
        frames = Math.max(frames, features.frames(clip));
      }
      int bands = features.bands();
      boolean frameWise = features.frameWise();
      float[] values = new float[Math.multiplyExact(clips.length, frames * bands)];
      int[] lengths = new int[clips.length];
      int labelsEach = frameWise ? frames : 1;
      int[] labels = new int[clips.length * labelsEach];
      Arrays.fill(labels, Batch.PADDING);
      for (int row = 0; row < clips.length; row++) {
        features.read(clips[row], values, row * frames * bands);
        lengths[row] = features.frames(clips[row]);
        int[] own = features.labels(clips[row]);
        System.arraycopy(own, 0, labels, row * labelsEach, own.length);
      }
      return new Batch(clips.length, frames, bands, values, lengths, labels, frameWise);
    }
  }
}
