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
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

class DatasetKindTest {
  private static final String KNOWN = "custom, folder, speech-commands, synthesized, timit, tones";

  @TempDir Path folder;

  private Recipe read(String section) throws IOException {
    Path file = folder.resolve("recipe.yaml");
    return Recipe.read(Files.writeString(file, "dataset: " + section + "\n"), List.of());
  }

  /** The kind stands in the test sources, and nothing else knows it. */
  @Test
  void aKindOnTheClassPathIsOpenedFromARecipe() throws IOException {
    Recipe recipe = read("{kind: tones}");
    Dataset tones =
        Datasets.open(
            recipe.dataset(), folder.resolve("cache"), recipe.seed(), ProgressListener.NONE);
    assertEquals(List.of("low", "high"), tones.classes());
    assertEquals(6, tones.utterances(Split.TEST).size());
    assertFalse(recipe.dataset().frameWise());
  }

  @Test
  void aKindRefusesWhatItHasNoUseFor() {
    InputException e =
        assertThrows(InputException.class, () -> read("{kind: tones, words: [low, high]}"));
    assertEquals(
        folder.resolve("recipe.yaml")
            + ": dataset.words: found [low, high], expected nothing, as kind tones",
        e.getMessage());
  }

  @Test
  void anUnknownKindIsRefusedWithTheKnownOnes() {
    InputException e = assertThrows(InputException.class, () -> read("{kind: noises}"));
    assertEquals(
        folder.resolve("recipe.yaml") + ": dataset.kind: found noises, expected " + KNOWN,
        e.getMessage());
    assertEquals(
        KNOWN, assertThrows(InputException.class, () -> DatasetKind.named(null)).expected());
  }

  @Test
  void kindsAreFoundByName() throws InputException {
    assertEquals(
        KNOWN, String.join(", ", DatasetKind.all().stream().map(DatasetKind::name).toList()));
    assertTrue(DatasetKind.named("timit").frameWise());
    assertTrue(DatasetKind.find("abacus").isEmpty());
    assertEquals("recordings", DatasetKind.named("custom").place());
    assertEquals("folder", DatasetKind.named("timit").place());
    assertEquals("timit", DatasetKind.usual(true).name());
    assertEquals("speech-commands", DatasetKind.usual(false).name());
  }

  @Test
  void clipsThatANetworkNeverSawAreAllForTest() throws IOException {
    Path words = Made.words(folder.resolve("words"), List.of("no", "yes"), List.of("a", "b"));
    for (String kind : List.of("custom", "speech-commands", "synthesized", "tones")) {
      Dataset dataset =
          DatasetKind.named(kind).openForTest(words, List.of("yes", "no"), ProgressListener.NONE);
      assertEquals(List.of("yes", "no"), dataset.classes(), kind);
      assertEquals(0, dataset.utterances(Split.TRAIN).size(), kind);
      assertTrue(dataset.utterances(Split.TEST).size() >= 4, kind);
    }
  }
}
