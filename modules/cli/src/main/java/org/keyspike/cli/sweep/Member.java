package org.keyspike.cli.sweep;

import java.nio.file.Path;
import org.keyspike.cli.recipe.Recipe;
import org.keyspike.cli.run.RunFolder;

/**
 * One run of a sweep.
 *
 * @param combination which values
 * @param seed which seed
 * @param recipe with both in it
 * @param folder where it runs
 */
public record Member(Combination combination, long seed, Recipe recipe, RunFolder folder) {

  /** The run of a combination and a seed in a sweep folder. */
  public static Member of(Path sweep, Combination combination, long seed, Recipe recipe) {
    return new Member(
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
