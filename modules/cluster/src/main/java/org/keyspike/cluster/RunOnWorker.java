package org.keyspike.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.keyspike.experiment.LocalExecutor;
import org.keyspike.experiment.run.FailureText;
import org.keyspike.experiment.run.RunTask;
import org.keyspike.io.FileGuard;
import org.keyspike.io.FileProblem;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.recipe.Recipe;

/**
 * One task of one run, on a worker. The run folder is its checkpoint: an attempt goes on where one
 * that was lost ended, and finds nothing to do where another one has been. Two attempts, as where a
 * worker was taken for dead, follow one another.
 *
 * <p>Returns what went wrong, in one line, or the empty text.
 */
final class RunOnWorker implements Function<RunOrder, String> {
  private static final long serialVersionUID = 1;
  private static final String GUARD = ".attempt";

  /** Attempts that another worker may make better. */
  private static final int OTHERS = 3;

  /** Notes which worker is at the run. */
  private static void say(Path said) throws IOException {
    String line =
        String.format(
            "%s worker %s, executor %s, process %d, attempt %d%n",
            Instant.now(),
            SparkEnv.get().blockManager().blockManagerId().host(),
            SparkEnv.get().executorId(),
            ProcessHandle.current().pid(),
            TaskContext.get().attemptNumber() + 1);
    Files.writeString(said, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  public String call(RunOrder order) throws IOException {
    RunFolder folder = new RunFolder(Path.of(order.folder()));
    if (!Files.isRegularFile(folder.recipe())
        || !Hashes.sha256Hex(folder.recipe()).equals(order.recipe())) {
      return FolderMarks.unseen(order.folder(), WorkerReport.here(List.of()).host()).getMessage();
    }
    FileGuard guard = FileGuard.hold(folder.path().resolve(GUARD));
    try {
      say(folder.said());
      RunTask task = new RunTask(Recipe.read(folder.recipe()), folder, order.goal(), order.step());
      LocalExecutor.perform(task, Path.of(order.cache()), ProgressListener.NONE);
      return "";
    } catch (IOException | RuntimeException e) {
      if (e instanceof IOException io
          && !(e instanceof InputException)
          && FileProblem.isFull(io)
          && TaskContext.get().attemptNumber() < OTHERS) {
        throw e;
      }
      return FailureText.of(e).orElseGet(() -> FailureText.oneLine(e.toString()));
    } finally {
      guard.close();
    }
  }
}
