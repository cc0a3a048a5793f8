package org.keyspike.pipeline.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.training.EncoderSettings;
import org.keyspike.training.NetworkSettings;
import org.keyspike.training.TrainingSettings;

/** What a library user gets without saying anything is what a recipe gets. */
class UsualSettingsTest {
  @TempDir Path folder;

  @Test
  void areTheDefaultsOfRecipes() throws Exception {
    Recipe recipe = recipe();
    assertEquals(recipe.encoder(), EncoderSettings.USUAL);
    assertEquals(recipe.network(), NetworkSettings.USUAL);
    for (RecordComponent component : TrainingSettings.class.getRecordComponents()) {
      // A recipe's default has the ranges of variations that never happen.
      if (!component.getName().equals("audioAugmentation")) {
        assertEquals(
            component.getAccessor().invoke(recipe.training()),
            component.getAccessor().invoke(TrainingSettings.USUAL),
            component.getName());
      }
    }
  }

  private Recipe recipe() throws IOException {
    Path file = folder.resolve("recipe.yaml");
    Files.writeString(file, "dataset: {kind: speech-commands, folder: words}\n");
    return Recipe.read(file, List.of());
  }
}
