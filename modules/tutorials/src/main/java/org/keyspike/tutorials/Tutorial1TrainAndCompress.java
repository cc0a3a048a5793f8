package org.keyspike.tutorials;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.io.Assignment;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.Run;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.pipeline.results.Results;

/** Tutorial 1: from a recipe to a verified weight image, without the command line. */
public final class Tutorial1TrainAndCompress {
  private Tutorial1TrainAndCompress() {}

  /**
   * Trains, compresses, exports and verifies.
   *
   * @param args a recipe, a folder for the run, and any number of {@code key=value}, all optional
   */
  public static void main(String[] args) throws IOException {
    Path recipe = Path.of(args.length > 0 ? args[0] : "recipes/quickstart/recipe.yaml");
    Path folder = Path.of(args.length > 1 ? args[1] : "runs/tutorial");
    train(recipe, folder, List.of(args).subList(Math.min(2, args.length), args.length));
  }

  // begin train
  static Results train(Path file, Path folder, List<String> settings) throws IOException {
    List<Assignment> overrides = new ArrayList<>();
    for (String setting : settings) {
      overrides.add(Assignment.parse(setting, "tutorial"));
    }
    Recipe recipe = Recipe.read(file, overrides);
    Path cache = folder.resolve("cache");
    try (Run run = Run.open(recipe, new RunFolder(folder), cache, ProgressListener.NONE)) {
      run.perform(Run.LastStage.VERIFY);
      Results results = run.results();
      for (Results.Row row : results.rows()) {
        System.out.printf("%-10s %.4f%n", row.stage(), row.score().accuracy());
      }
      System.out.println(results.agreement());
      return results;
    }
  }
  // end train
}
