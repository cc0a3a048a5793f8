package org.keyspike.pipeline.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AcousticsSettings;
import org.keyspike.audio.noise.NoiseKind;
import org.keyspike.io.InputException;
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

  /** Keys of stages leave these out where they do nothing: they must be what a library has. */
  @Test
  void roomsAndMadeNoiseDoNothingUnlessARecipeSaysSo() throws IOException {
    assertEquals(AcousticsSettings.NONE, recipe().training().audioAugmentation().acoustics());
    assertFalse(recipe().training().identity().contains("madeNoise"));
    assertTrue(recipe("madeNoise: {most: 2}").training().identity().contains("madeNoise"));
  }

  @Test
  void noiseForTheTestCannotBeTrainedWith() throws IOException {
    assertEquals(
        List.of(NoiseKind.HUM, NoiseKind.BAND),
        recipe("madeNoise: {kinds: [hum, band]}")
            .training()
            .audioAugmentation()
            .acoustics()
            .madeNoise()
            .kinds());
    for (String kind : List.of("babble", "surf", "speech-shaped", "crowd", "pnik")) {
      InputException e =
          assertThrows(InputException.class, () -> recipe("madeNoise: {kinds: [" + kind + "]}"));
      assertTrue(e.getMessage().contains("training.audioAugmentation.madeNoise"), e.getMessage());
      assertTrue(e.getMessage().contains("white, pink, brown"), e.getMessage());
      assertFalse(e.getMessage().contains("\n"), e.getMessage());
    }
  }

  private Recipe recipe() throws IOException {
    Path file = folder.resolve("recipe.yaml");
    Files.writeString(file, "dataset: {kind: speech-commands, folder: words}\n");
    return Recipe.read(file, List.of());
  }

  private Recipe recipe(String audio) throws IOException {
    Path file = folder.resolve("audio.yaml");
    Files.writeString(
        file,
        "dataset: {kind: speech-commands, folder: words}\ntraining: {audioAugmentation: {"
            + audio
            + "}}\n");
    return Recipe.read(file, List.of());
  }
}
