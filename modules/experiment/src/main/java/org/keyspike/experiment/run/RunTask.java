package org.keyspike.experiment.run;

import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.recipe.Recipe;

/**
 * A piece of work on one run, wherever it is done. It says what is to be there afterwards, not how
 * a program is called.
 *
 * @param recipe of the run
 * @param folder that holds what the run has so far, the recipe at least, and gets the rest
 * @param goal how far the run is to go
 * @param step which part of the way
 */
public record RunTask(Recipe recipe, RunFolder folder, RunGoal goal, Step step) {

  /** A part of the way, so that a choice can be made before the test part is touched. */
  public enum Step {
    /** Up to the last stage that learns. The test part is not touched. */
    LEARN,
    /** From there to the goal, where the network is scored on the test part. */
    TEST,
    /** Analyses of the float network, which has learned. The test part is not touched. */
    ANALYSE
  }
}
