package org.keyspike.experiment.sweep;

import java.nio.file.Path;
import java.util.List;
import org.keyspike.experiment.run.RunGoal;
import org.keyspike.io.InputException;
import org.keyspike.network.SpecException;
import org.keyspike.pipeline.Run;
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

  /**
   * The runs of a combination, one a seed, so that what cannot be is refused before any starts.
   *
   * @param sweep the sweep folder
   * @param goal how far they are to go
   * @param recipe with the values of the combination in it
   * @throws InputException if engine or image cannot do what the recipe asks for
   */
  public static List<SweepRun> ofSeeds(
      Path sweep, RunGoal goal, Combination combination, Recipe recipe, List<Long> seeds)
      throws InputException {
    try {
      Run.requirePossible(recipe, goal.last());
    } catch (SpecException e) {
      throw new InputException(combination.label(), e);
    }
    return seeds.stream().map(seed -> of(sweep, combination, seed, recipe.withSeed(seed))).toList();
  }

  /** For people. */
  String label() {
    return combination.label() + ", seed " + seed;
  }
}
