package org.keyspike.cluster;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.experiment.cluster.Cluster;
import org.keyspike.experiment.cluster.FolderAlarms;
import org.keyspike.experiment.cluster.FolderFeatures;
import org.keyspike.experiment.cluster.FolderPass;
import org.keyspike.experiment.run.RunExecutor;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

/** A cluster of Apache Spark, as long as this program is connected to it. */
final class SparkCluster implements Cluster {
  /** System property: seconds to wait for the first worker. */
  static final String WAIT = "keyspike.cluster.wait";

  private static final int USUAL_WAIT = 120;

  private final ClusterAddress address;
  private final JavaSparkContext context;
  private final ProgressListener progress;

  SparkCluster(ClusterAddress address, JavaSparkContext context, ProgressListener progress) {
    this.address = address;
    this.context = context;
    this.progress = progress;
  }

  ClusterAddress address() {
    return address;
  }

  JavaSparkContext context() {
    return context;
  }

  ProgressListener progress() {
    return progress;
  }

  /** Tasks that run at a time, as far as workers have come. */
  int cores() {
    return context.defaultParallelism();
  }

  /** Whether it has gone away. */
  boolean stopped() {
    return context.sc().isStopped();
  }

  @Override
  public RunExecutor runs(Path cache) {
    return new SparkRunExecutor(this, cache);
  }

  @Override
  public FolderFeatures features(FolderPass pass, FrontEndSettings settings) throws IOException {
    return SoundResults.features(this, pass, settings);
  }

  @Override
  public FolderAlarms falseAlarms(FolderPass pass, Path network, IntegerDetectorSettings settings)
      throws IOException {
    return SoundResults.falseAlarms(this, pass, network, settings);
  }

  /**
   * Waits for the first worker and says what there is.
   *
   * @throws InputException if none comes
   */
  void requireWorkers() throws InputException {
    Map<String, WorkerReport> workers = new LinkedHashMap<>();
    ask(List.of()).forEach(worker -> workers.put(worker.executor(), worker));
    context
        .sc()
        .uiWebUrl()
        .foreach(
            url -> {
              progress.note("cluster   " + address.text() + ", its page: " + url);
              return null;
            });
    String own = WorkerReport.ownEngines();
    for (String engines :
        new TreeSet<>(workers.values().stream().map(WorkerReport::engines).toList())) {
      if (!engines.equals(own)) {
        progress.note(
            "cluster   workers compute with "
                + engines
                + ", this machine with "
                + own
                + ": the same recipe gives other bits there");
      }
    }
  }

  /**
   * Checks that every worker sees folders by the same path as this process.
   *
   * @throws InputException naming the folder and the worker if one does not
   */
  void requireShared(List<Path> folders) throws IOException {
    try (FolderMarks marks = new FolderMarks(folders)) {
      FolderMarks.requireSeen(ask(marks.paths()));
    }
  }

  /** Asks the workers, each at least once where they are idle. */
  private List<WorkerReport> ask(List<String> marks) throws InputException {
    List<Integer> questions = new ArrayList<>();
    for (int i = 0; i < 2 * cores(); i++) {
      questions.add(i);
    }
    JavaFutureAction<List<WorkerReport>> answers;
    try {
      describe("workers: what they see");
      answers =
          context
              .parallelize(questions, questions.size())
              .map(question -> WorkerReport.here(marks))
              .collectAsync();
    } catch (IllegalStateException e) {
      throw noWorkers(e);
    }
    int seconds = Integer.getInteger(WAIT, USUAL_WAIT);
    try {
      return answers.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      answers.cancel(true);
      throw new InputException(
              ClusterAddress.OPTION,
              address.text() + ", no worker that started in " + seconds + " s",
              needs())
          .because(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InputException(address.text(), "an interruption", "to wait for workers").because(e);
    } catch (ExecutionException e) {
      if (stopped()) {
        throw noWorkers(e);
      }
      IOException whole = ClusterFailure.ofWork(address, e);
      if (whole instanceof InputException input) {
        throw input;
      }
      throw new InputException(
              ClusterAddress.OPTION,
              address.text() + ", workers that do not start: " + ClusterFailure.reason(e),
              needs())
          .because(e);
    }
  }

  /** The manager gave up: it starts workers some times and not for ever. */
  private InputException noWorkers(Exception e) {
    return new InputException(
            ClusterAddress.OPTION, address.text() + ", where no worker could be started", needs())
        .because(e);
  }

  private static String needs() {
    return "workers with a free core, memory, and Java 17 or later with the module"
        + " jdk.incubator.vector; their logs say more";
  }

  /**
   * One task of a job of its own.
   *
   * @param what is done, as a page of Spark says it
   * @throws ExecutionException if all its attempts failed
   */
  <T extends Serializable, R extends Serializable> R perform(
      String what, T order, Function<T, R> work) throws ExecutionException, InterruptedException {
    describe(what);
    return context.parallelize(List.of(order), 1).map(work).collectAsync().get().get(0);
  }

  void describe(String what) {
    context.setJobDescription(what);
  }

  @Override
  public void close() {
    context.close();
  }
}
