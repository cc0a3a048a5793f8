package org.keyspike.pipeline.recipe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.io.Assignment;
import org.keyspike.io.InputException;
import org.keyspike.io.RecordBinder;
import org.keyspike.io.RecordWriter;
import org.keyspike.io.YamlDocument;
import org.keyspike.training.TrainingSettings;
import org.keyspike.training.dscnn.DsCnnSettings;

/**
 * All that decides the run of a convolutional baseline. What a file does not say is as in a recipe
 * of a spiking network, and {@link DsCnnSettings#USUAL}.
 *
 * @param seed of everything that is drawn
 * @param dataset what is learned and scored, one label a clip
 * @param frontend from sound to features
 * @param baseline the network; a file with this key is such a recipe
 * @param training how it learns
 */
public record BaselineRecipe(
    long seed,
    DatasetSettings dataset,
    FrontEndSettings frontend,
    DsCnnSettings baseline,
    TrainingSettings training) {
  private static final String KEY = "baseline";

  /** What holds where a file says nothing. */
  private record Usual(
      long seed, FrontEndSettings frontend, DsCnnSettings baseline, TrainingSettings training) {}

  /** Whether a file is a recipe of this kind; a file that cannot be read is not. */
  public static boolean is(Path file) throws IOException {
    return Files.isRegularFile(file) && YamlDocument.read(file).root().has(KEY);
  }

  /**
   * Reads a file with something laid over it.
   *
   * @throws InputException if there is a key that is not known, or a value that cannot be
   */
  public static BaselineRecipe read(Path file, List<Assignment> overrides) throws IOException {
    Recipe usual = Recipe.usual();
    String defaults =
        RecordWriter.yaml(
            new Usual(usual.seed(), usual.frontend(), DsCnnSettings.USUAL, usual.training()));
    BaselineRecipe recipe =
        RecordBinder.read(file, defaults, BaselineRecipe.class, Recipe.oneSource(overrides));
    if (recipe.dataset == null) {
      throw new InputException(file, "dataset", "nothing", "at least dataset.kind");
    }
    try {
      recipe.dataset.validate();
    } catch (InputException e) {
      throw new InputException(file, e.field(), e.found(), e.expected());
    }
    if (recipe.dataset.frameWise()) {
      throw new InputException(
          file, "dataset.kind", recipe.dataset.kind(), "a kind with one label a clip");
    }
    return recipe;
  }

  /** A recipe of a spiking network with the same data, features and training. */
  public Recipe clips() {
    return Recipe.usual().with(seed, dataset, frontend, training);
  }

  /** All of it, in the form that {@link #read} takes. */
  public byte[] bytes() {
    return RecordWriter.yaml(this).getBytes(StandardCharsets.UTF_8);
  }
}
