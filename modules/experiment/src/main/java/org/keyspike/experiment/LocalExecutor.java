package org.keyspike.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.keyspike.analysis.Analysis;
import org.keyspike.experiment.page.ReportStage;
import org.keyspike.experiment.run.FailureText;
import org.keyspike.experiment.run.RunExecutor;
import org.keyspike.experiment.run.RunGoal;
import org.keyspike.experiment.run.RunTask;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.Run;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.Target;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of runs in this process, one after the other.
 *
 * @param cache of data
 * @param progress of the stages of each run
 */
public record LocalExecutor(Path cache, ProgressListener progress) implements RunExecutor {
  private static final Logger LOG = LoggerFactory.getLogger(LocalExecutor.class);

  @Override
  public void perform(List<RunTask> tasks, Listener listener) {
    for (RunTask task : tasks) {
      listener.ended(task, failure(task));
    }
  }

  private Optional<String> failure(RunTask task) {
    try {
      perform(task, cache, progress);
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      LOG.info("{} failed", task.folder().path(), e);
      return FailureText.of(e).or(() -> Optional.of(FailureText.oneLine(e.toString())));
    }
  }

  /**
   * Does one task.
   *
   * @param cache of data
   * @throws InputException if an image does not say what its network says, too
   * @throws IOException if files cannot be read or written
   */
  public static void perform(RunTask task, Path cache, ProgressListener progress)
      throws IOException {
    if (task.step() == RunTask.Step.ANALYSE) {
      RunFolder folder = task.folder();
      Path tables = folder.analysis().getParent();
      Analysis.of(Target.of(folder.path()), RunFolder.FLOAT, tables, cache, progress);
      return;
    }
    try (Run run = Run.open(task.recipe(), task.folder(), cache, progress)) {
      RunGoal goal = task.goal();
      if (task.step() == RunTask.Step.LEARN) {
        run.perform(goal.learned());
      } else if (goal == RunGoal.VERIFY) {
        verify(run);
      } else {
        run.perform(goal.learned());
        run.test(goal.checkpoint());
      }
    }
  }

  private static void verify(Run run) throws IOException {
    run.perform(Run.LastStage.VERIFY);
    run.perform(List.of(new ReportStage(run.folder())));
    if (!run.results().agreement().identical()) {
      throw new InputException(
          run.folder().results(),
          "QAT forward, integer network and simulator do not agree, or counts and timing model",
          "every number and count to be the same");
    }
  }
}
