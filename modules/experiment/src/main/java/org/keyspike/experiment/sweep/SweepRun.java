package org.keyspike.experiment.sweep;

import java.nio.file.Path;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.recipe.Recipe;

/**
 * One run of a sweep.
 *
 * @param combination which values
 * @param seed which seed
 * @param recipe with both in it
 * @param folder where it runs
 */
public record SweepRun(Combination combination, long seed, Recipe recipe, RunFolder folder) {

  /** The run of a combination and a seed in a sweep folder. */
  public static SweepRun of(Path sweep, Combination combination, long seed, Recipe recipe) {
    return new SweepRun(
        combination,
        seed,
        recipe,
        new RunFolder(sweep.resolve(combination.folder()).resolve("seed-" + seed)));
  }

  /** For people. */
  String label() {
    return combination.label() + ", seed " + seed;
  }
}
