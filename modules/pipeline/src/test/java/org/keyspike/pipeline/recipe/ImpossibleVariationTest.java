package org.keyspike.pipeline.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.io.InputException;

/** Augmentation that a data set cannot have is refused when the recipe is read. */
class ImpossibleVariationTest {
  @TempDir Path folder;

  private Path recipe(String kind, String training) throws IOException {
    return Files.writeString(
        folder.resolve("recipe.yaml"),
        "dataset: {kind: " + kind + ", folder: x}\ntraining: {" + training + "}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "augmentation.shiftFrames | augmentation: {shiftFrames: 1}",
        "audioAugmentation.tempo.probability | audioAugmentation: {tempo: {probability: 0.1}}",
        "audioAugmentation.shiftMs.probability | audioAugmentation: {shiftMs: {probability: 1}}",
        "audioAugmentation.noiseSnrDb.probability | audioAugmentation: {noiseSnrDb: {probability: 1}}"
      })
  void framesKeepTheirLabels(String key, String training) throws IOException {
    Path frameWise = recipe("timit", training);
    InputException e = assertThrows(InputException.class, () -> Recipe.read(frameWise, List.of()));
    assertTrue(e.getMessage().contains(": training." + key + ": found "), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    Recipe.read(recipe("speech-commands", training), List.of());
  }

  @Test
  void nothingIsVariedUnlessARecipeSaysSo() throws IOException {
    Recipe recipe = Recipe.read(recipe("timit", ""), List.of());
    assertFalse(recipe.training().audioAugmentation().possible());
    Recipe louder =
        Recipe.read(
            recipe("timit", "audioAugmentation: {gainDb: {probability: 0.5, high: 3}}"), List.of());
    assertEquals(0.5, louder.training().audioAugmentation().gainDb().probability());
    assertEquals(-6, louder.training().audioAugmentation().gainDb().low());
    assertEquals(3, louder.training().audioAugmentation().gainDb().high());
  }
}
