package org.keyspike.io;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Independent pieces of work over a fixed number of threads. */
public final class Parallel {
  private static final long IDLE_SECONDS = 10;

  private Parallel() {}

  /** What one thread does with a piece; one thread's own, so it may keep state. */
  @FunctionalInterface
  public interface Worker {
    void accept(int piece) throws IOException;
  }

  /**
   * Does pieces 0 to count − 1, in any order. When one fails, no other is begun and its exception
   * is thrown.
   *
   * @param workers makes each thread's worker, in that thread
   * @throws SettingException if there is no thread
   */
  public static void forEach(int count, int threads, Supplier<Worker> workers) throws IOException {
    checkThreads(threads);
    AtomicInteger next = new AtomicInteger();
    AtomicBoolean failed = new AtomicBoolean();
    ExecutorService pool = Executors.newFixedThreadPool(threads, Parallel::daemon);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < Math.min(threads, count); i++) {
        running.add(pool.submit(() -> work(count, next, failed, workers)));
      }
      for (Future<?> worker : running) {
        worker.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      throw unwrapped(e.getCause());
    } finally {
      failed.set(true);
      join(pool);
    }
  }

  /**
   * Threads for work that comes now and then. They end when nothing came for a while, and do not
   * keep the process alive.
   *
   * @throws SettingException if there is no thread
   */
  public static Executor pool(int threads) {
    checkThreads(threads);
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Parallel::daemon);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Waits for work in a pool. What it throws is thrown here; it must be unchecked. */
  public static void await(Future<Void> work) {
    try {
      work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(unwrapped(e.getCause()));
    }
  }

  private static void checkThreads(int threads) {
    if (threads < 1) {
      throw new SettingException("threads", threads, "1 or more");
    }
  }

  /** Waits for the pieces that were begun: what they write to may be taken away after that. */
  private static void join(ExecutorService pool) {
    pool.shutdown();
    boolean interrupted = false;
    boolean joined = false;
    while (!joined) {
      try {
        joined = pool.awaitTermination(1, TimeUnit.HOURS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Void work(
      int count, AtomicInteger next, AtomicBoolean failed, Supplier<Worker> workers)
      throws IOException {
    boolean done = false;
    try {
      Worker worker = workers.get();
      for (int i = next.getAndIncrement(); i < count && !failed.get(); i = next.getAndIncrement()) {
        worker.accept(i);
      }
      done = true;
    } finally {
      if (!done) {
        failed.set(true);
      }
    }
    return null;
  }

  private static IOException unwrapped(Throwable cause) {
    if (cause instanceof IOException failure) {
      return failure;
    }
    if (cause instanceof RuntimeException failure) {
      throw failure;
    }
    if (cause instanceof Error failure) {
      throw failure;
    }
    throw new IllegalStateException(cause);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "keyspike-datasets");
    thread.setDaemon(true);
    return thread;
  }
}
