package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.cli.console.Console;
import org.keyspike.io.Assignment;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.BaselineRun;
import org.keyspike.pipeline.Run;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.recipe.BaselineRecipe;
import org.keyspike.pipeline.recipe.Recipe;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options for a recipe, what is laid over it, and its run folder. */
final class RecipeOptions {
  @Parameters(
      paramLabel = "RECIPE",
      description = "A recipe.yaml, a folder that holds one, or the folder of an earlier run.")
  private Path source;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "The run folder; default: runs/ (of a sweep: sweeps/) and the names of the recipe's folder and, unless it is recipe.yaml, file.")
  private Path out;

  @Mixin private SetOptions set;
  @Mixin private CacheOption cache;

  /** The recipe, a run folder or something else, as it was given. */
  Path source() {
    return source;
  }

  /** Where the result goes, or null if nothing was said. */
  Path out() {
    return out;
  }

  Path cacheFolder() {
    return cache.folder();
  }

  /** The recipe with everything laid over it. */
  Recipe recipe() throws IOException {
    return recipe(List.of());
  }

  /** The same with more laid over that. */
  Recipe recipe(List<Assignment> more) throws IOException {
    List<Assignment> all = new ArrayList<>(set.all());
    all.addAll(more);
    return Recipe.read(InputException.requireFile(file(), "a recipe"), all);
  }

  /** The folder of a sweep. */
  Path sweepFolder() {
    return out == null ? Locations.sweep(file()) : out;
  }

  /** Opens the run folder with the recipe. */
  Run open(Console console) throws IOException {
    return Run.open(recipe(), folder(), cache.folder(), console.progress());
  }

  /** Whether the recipe is that of a convolutional baseline. */
  boolean baseline() throws IOException {
    return BaselineRecipe.is(file());
  }

  /** Opens the run folder of a baseline with its recipe. */
  BaselineRun openBaseline(Console console) throws IOException {
    BaselineRecipe recipe = BaselineRecipe.read(file(), set.all());
    return BaselineRun.open(recipe, folder(), cache.folder(), console.progress());
  }

  /** The run folder. */
  RunFolder folder() {
    if (out != null) {
      return new RunFolder(out);
    }
    RunFolder earlier = new RunFolder(source);
    return earlier.exists() ? earlier : new RunFolder(Locations.run(file()));
  }

  private Path file() {
    return Files.isDirectory(source) ? source.resolve("recipe.yaml") : source;
  }
}
