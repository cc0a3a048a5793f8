package org.keyspike.datasets.features;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.keyspike.audio.AugmentationSettings;
import org.keyspike.audio.FeatureAugmentation;
import org.keyspike.datasets.Seeds;
import org.keyspike.io.Parallel;

/**
 * Epochs of all clips, each shuffled and varied anew. The order depends on (seed, epoch) and how a
 * clip is varied on (seed, epoch, clip), on nothing else. The last batch holds what is left.
 */
public final class ShuffledEpochs implements Epochs {
  /** Batches that are computed while another one is used, where there are threads for it. */
  private static final int AHEAD = 2;

  private final IntFunction<LabelledFeatures> features;
  private final int clips;
  private final int batchSize;
  private final long seed;
  private final FeatureAugmentation augmentation;
  private final Executor workers;
  private final int ahead;

  /**
   * Epochs of stored features.
   *
   * @throws IllegalArgumentException if the batch size is not positive
   */
  public ShuffledEpochs(
      LabelledFeatures features, int batchSize, long seed, AugmentationSettings augmentation) {
    this(epoch -> features, batchSize, seed, augmentation, Runnable::run, 0);
  }

  /**
   * Epochs of features that are computed as they are read, by threads of their own.
   *
   * @param features of an epoch
   */
  ShuffledEpochs(
      IntFunction<LabelledFeatures> features,
      int batchSize,
      long seed,
      AugmentationSettings augmentation,
      int threads) {
    this(features, batchSize, seed, augmentation, Parallel.pool(threads));
  }

  /**
   * Epochs of features that others compute.
   *
   * @param workers receives each clip of a batch in use and of those ahead of it
   */
  ShuffledEpochs(
      IntFunction<LabelledFeatures> features,
      int batchSize,
      long seed,
      AugmentationSettings augmentation,
      Executor workers) {
    this(features, batchSize, seed, augmentation, workers, AHEAD);
  }

  private ShuffledEpochs(
      IntFunction<LabelledFeatures> features,
      int batchSize,
      long seed,
      AugmentationSettings augmentation,
      Executor workers,
      int ahead) {
    Batches.checkSize(batchSize);
    this.features = features;
    this.clips = features.apply(0).size();
    this.batchSize = batchSize;
    this.seed = seed;
    this.augmentation = new FeatureAugmentation(augmentation);
    this.workers = workers;
    this.ahead = ahead;
  }

  @Override
  public int clips() {
    return clips;
  }

  @Override
  public int batches() {
    return (clips + batchSize - 1) / batchSize;
  }

  @Override
  public Iterable<Batch> epoch(int epoch) {
    int[] order = order(epoch);
    return () -> new BatchIterator(epoch, order);
  }

  private int[] order(int epoch) {
    int[] order = IntStream.range(0, clips).toArray();
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, epoch));
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /** Keeps batches on their way: those begun end by themselves even if nobody asks for them. */
  private final class BatchIterator implements Iterator<Batch> {
    private final int epoch;
    private final int[] order;
    private final LabelledFeatures clipsOfEpoch;
    private final Queue<Rows> begun = new ArrayDeque<>();
    private int next;

    BatchIterator(int epoch, int[] order) {
      this.epoch = epoch;
      this.order = order;
      this.clipsOfEpoch = features.apply(epoch);
    }

    @Override
    public boolean hasNext() {
      return next < order.length || !begun.isEmpty();
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      while (begun.size() <= ahead && next < order.length) {
        begun.add(begin());
      }
      return begun.remove().finished();
    }

    private Rows begin() {
      int end = Math.min(order.length, next + batchSize);
      BatchRows rows = new BatchRows(clipsOfEpoch, Arrays.copyOfRange(order, next, end));
      next = end;
      List<FutureTask<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        int row = i;
        FutureTask<Void> task = new FutureTask<>(() -> fill(rows, row), null);
        tasks.add(task);
        workers.execute(task);
      }
      return new Rows(rows, tasks);
    }

    private void fill(BatchRows rows, int row) {
      rows.read(row);
      long place = Seeds.derive(seed, epoch, rows.clip(row));
      rows.vary(row, augmentation, new SplittableRandom(place));
    }
  }

  /** A batch and the work that it waits for. */
  private record Rows(BatchRows rows, List<FutureTask<Void>> tasks) {
    Batch finished() {
      for (FutureTask<Void> task : tasks) {
        Parallel.await(task);
      }
      return rows.batch();
    }
  }
}
