package org.keyspike.experiment.sweep;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.experiment.run.RunExecutor;
import org.keyspike.experiment.run.RunGoal;
import org.keyspike.experiment.run.RunTask;
import org.keyspike.io.ProgressListener;

/**
 * The runs of a sweep, handed to whatever does their work, and what people hear of that.
 *
 * @param executor does the work
 * @param progress hears how each run ended
 */
record SweepTasks(RunExecutor executor, ProgressListener progress) {

  /**
   * Does a step of some runs.
   *
   * @param what is done, for people
   * @return what went wrong, for people, by the run it went wrong with
   */
  Map<SweepRun, String> perform(String what, RunGoal goal, RunTask.Step step, List<SweepRun> runs)
      throws IOException {
    Map<RunTask, SweepRun> tasks = new LinkedHashMap<>();
    runs.forEach(run -> tasks.put(new RunTask(run.recipe(), run.folder(), goal, step), run));
    Map<SweepRun, String> failures = new LinkedHashMap<>();
    int[] ended = {0};
    progress.begin(what, runs.size());
    try {
      executor.perform(
          List.copyOf(tasks.keySet()),
          (task, failure) -> {
            SweepRun run = tasks.get(task);
            failure.ifPresent(why -> failures.put(run, why));
            progress.advance(1);
            progress.note(
                String.format(
                    "%-9s %d of %d: %s%s",
                    what,
                    ++ended[0],
                    runs.size(),
                    run.label(),
                    failure.map(why -> ": FAILED: " + why).orElse("")));
          });
    } finally {
      progress.end();
    }
    return failures;
  }
}
