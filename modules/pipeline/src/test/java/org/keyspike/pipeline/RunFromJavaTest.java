package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.pipeline.recipe.Recipe;
import org.keyspike.pipeline.results.Results;
import org.keyspike.pipeline.results.ResultsTable;

/** From a recipe to a verified weight image, from Java alone. */
@Tag("slow")
class RunFromJavaTest {
  private static final String RECIPE =
      """
      dataset:
        kind: synthesized
        words: [yes, no]
        synthesis:
          trainSpeakers: 3
          validationSpeakers: 1
          testSpeakers: 1
          utterancesPerSpeaker: 1
          minSnrDb: 20
      frontend: {bands: 12, gain: 8}
      network: {layers: [8], readoutHidden: 4}
      training: {engine: vector, epochs: 2, batchSize: 6}
      compression: {pruning: [], quantization: {epochs: 1}}
      """;

  @TempDir Path folder;

  @Test
  void aRecipeBecomesAVerifiedImage() throws IOException {
    Recipe recipe = Recipe.read(Files.writeString(folder.resolve("recipe.yaml"), RECIPE));
    Results results;
    WeightImage image;
    try (Run run = Run.open(recipe, folder.resolve("run"), folder.resolve("cache"))) {
      run.perform(Run.LastStage.VERIFY);
      results = run.results();
      image = ImageReader.read(run.folder().image());
    }
    assertTrue(results.agreement().identical(), () -> ResultsTable.of(results));
    assertEquals(2, results.last().score().count());
    assertEquals(List.of("yes", "no"), image.classes());
    assertTrue(Files.exists(folder.resolve("run/log.txt")), "a log of its own");
  }
}
