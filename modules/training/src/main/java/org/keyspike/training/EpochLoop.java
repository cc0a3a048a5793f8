package org.keyspike.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The epochs of a training, one after another, each with its state in the folder and told to those
 * who listen: what trainings of all networks have in common.
 *
 * @param stage its name for people
 * @param epochs so many at most
 * @param folder for state and metrics
 * @param listeners hear of every epoch, after the folder's metrics and the log
 */
record EpochLoop(String stage, int epochs, Path folder, List<TrainingListener> listeners) {
  EpochLoop {
    List<TrainingListener> all = new ArrayList<>(List.of(new Metrics(folder), new EpochLog()));
    all.addAll(listeners);
    listeners = List.copyOf(all);
  }

  /** One epoch. */
  @FunctionalInterface
  interface Epoch {
    /** The state after it; those who listen have heard of it by then. */
    TrainingState after(TrainingState state, List<TrainingListener> listeners) throws IOException;
  }

  /**
   * Runs them, and removes the state that they left.
   *
   * @param exhausted whether no more epochs are wanted
   * @return the state after the last one
   */
  TrainingState from(TrainingState start, Predicate<TrainingState> exhausted, Epoch epoch)
      throws IOException {
    TrainingState state = start;
    // One whose training never began is not told that it ended.
    List<TrainingListener> begun = new ArrayList<>();
    try {
      for (TrainingListener listener : listeners) {
        listener.begun(stage, state.epochs(), epochs);
        begun.add(listener);
      }
      while (state.epochs() < epochs && !exhausted.test(state)) {
        state = epoch.after(state, listeners);
        state.save(folder);
      }
    } finally {
      begun.forEach(TrainingListener::ended);
    }
    TrainingState.remove(folder);
    return state;
  }
}
