package org.keyspike.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.hardware.WeightImage;
import org.keyspike.simulator.Architecture;

/** A pool of as many benches as cores, each with a clip at a time. */
final class BenchPool implements AutoCloseable {
  private final ExecutorService threads;
  private final BlockingQueue<Bench> free = new LinkedBlockingQueue<>();

  BenchPool(WeightImage image, Architecture architecture, TimingModel model) {
    int count = Runtime.getRuntime().availableProcessors();
    for (int i = 0; i < count; i++) {
      free.add(new Bench(image, architecture, model));
    }
    threads = Executors.newFixedThreadPool(count);
  }

  /** Runs clips from {@code first} on; the runs are in their order. */
  List<Bench.Run> run(LabelledFeatures features, int first, int count) {
    List<Future<Bench.Run>> pending = new ArrayList<>();
    for (int clip = first; clip < first + count; clip++) {
      int number = clip;
      pending.add(threads.submit(() -> run(features, number)));
    }
    List<Bench.Run> runs = new ArrayList<>();
    try {
      for (Future<Bench.Run> run : pending) {
        runs.add(run.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return runs;
  }

  private Bench.Run run(LabelledFeatures features, int clip) throws InterruptedException {
    Bench bench = free.take();
    try {
      return bench.run(clip, Clips.quantized(features, clip));
    } finally {
      free.add(bench);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
