package org.keyspike.verification;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** A pool of as many benches as cores, each with a clip at a time. */
final class BenchPool implements AutoCloseable {
  private final ExecutorService threads;
  private final BlockingQueue<Bench> free = new LinkedBlockingQueue<>();

  BenchPool(Supplier<Bench> benches) {
    int count = Runtime.getRuntime().availableProcessors();
    for (int i = 0; i < count; i++) {
      free.add(benches.get());
    }
    threads = Executors.newFixedThreadPool(count);
  }

  /**
   * Runs clips from {@code first} on; the runs are in their order.
   *
   * @throws IOException if sound cannot be read
   */
  List<ClipRun> run(TestClips clips, int first, int count) throws IOException {
    List<Future<ClipRun>> pending = new ArrayList<>();
    for (int clip = first; clip < first + count; clip++) {
      int number = clip;
      pending.add(start(() -> run(clips, number)));
    }
    List<ClipRun> runs = new ArrayList<>();
    for (Future<ClipRun> run : pending) {
      runs.add(get(run));
    }
    return runs;
  }

  /** Starts something beside the clips. */
  <T> Future<T> start(Callable<T> work) {
    return threads.submit(work);
  }

  /**
   * Waits for it.
   *
   * @throws IOException if sound cannot be read
   */
  static <T> T get(Future<T> work) throws IOException {
    try {
      return work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException unreadable) {
        throw unreadable;
      }
      if (e.getCause() instanceof RuntimeException wrong) {
        throw wrong;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private ClipRun run(TestClips clips, int clip) throws InterruptedException, IOException {
    // An Optional's map cannot read files.
    Optional<float[]> samples =
        clips.sound().isEmpty() ? Optional.empty() : Optional.of(clips.sound().get().samples(clip));
    byte[] known = Clips.quantized(clips.features(), clip);
    Bench bench = free.take();
    try {
      return bench.run(clip, known, samples);
    } finally {
      free.add(bench);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
