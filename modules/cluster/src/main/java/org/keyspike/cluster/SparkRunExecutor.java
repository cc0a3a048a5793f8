package org.keyspike.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.keyspike.experiment.run.RunExecutor;
import org.keyspike.experiment.run.RunTask;
import org.keyspike.io.InputException;

/**
 * The work of runs on a cluster, one job with one task a run: a page of Spark then names each run
 * by its folder, and one that fails for good takes no other with it.
 *
 * @param cluster where
 * @param cache of data
 */
record SparkRunExecutor(SparkCluster cluster, Path cache) implements RunExecutor {
  /** Jobs at a time for each core: what waits there tells a cluster that grows to grow. */
  private static final int AHEAD = 2;

  private static final int MOST_AHEAD = 1_000;

  private record Ended(RunTask task, Optional<String> failure) {}

  @Override
  public void perform(List<RunTask> tasks, Listener listener) throws IOException {
    if (tasks.isEmpty()) {
      return;
    }
    Set<Path> shared = new LinkedHashSet<>(List.of(cache.toAbsolutePath()));
    tasks.forEach(task -> shared.add(task.folder().path().toAbsolutePath().getParent()));
    cluster.requireShared(List.copyOf(shared));
    int ahead = Math.min(MOST_AHEAD, Math.max(16, AHEAD * cluster.cores()));
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(tasks.size(), ahead));
    CompletionService<Ended> ended = new ExecutorCompletionService<>(pool);
    try {
      tasks.forEach(task -> ended.submit(() -> perform(task)));
      for (int i = 0; i < tasks.size(); i++) {
        Ended one = ended.take().get();
        listener.ended(one.task, one.failure);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the sweep was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private Ended perform(RunTask task) throws IOException, InterruptedException {
    String folder = task.folder().path().toString();
    RunOrder order = RunOrder.of(task, cache);
    try {
      String failure = cluster.perform(task.step() + " " + folder, order, new RunOnWorker());
      return new Ended(task, Optional.of(failure).filter(text -> !text.isEmpty()));
    } catch (ExecutionException e) {
      IOException whole = ClusterFailure.ofWork(cluster.address(), e);
      if (cluster.stopped() || whole instanceof InputException) {
        throw whole;
      }
      return new Ended(task, Optional.of(ClusterFailure.reason(e)));
    }
  }
}
