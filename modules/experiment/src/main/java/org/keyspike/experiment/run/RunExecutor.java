package org.keyspike.experiment.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A place where the work of runs is done: this process, processes beside it, other machines. A
 * sweep knows no more of that place than this.
 */
public interface RunExecutor {

  /** Is told how tasks ended. */
  @FunctionalInterface
  interface Listener {
    /**
     * A task has ended, and what it made lies in its run folder.
     *
     * @param failure what went wrong, in one line for people; empty if nothing did
     */
    void ended(RunTask task, Optional<String> failure);
  }

  /**
   * Does some tasks, in any order and as many at a time as the place allows, and returns when all
   * have ended. One that fails does not keep the others from being done. A stage of a run that is
   * done already is not done again.
   *
   * @param tasks each of a run folder of its own
   * @param listener called once a task, by one thread at a time
   * @throws IOException if the place does not work, or this thread was interrupted
   */
  void perform(List<RunTask> tasks, Listener listener) throws IOException;
}
