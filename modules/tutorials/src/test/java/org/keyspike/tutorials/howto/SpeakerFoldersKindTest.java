package org.keyspike.tutorials.howto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioClip;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.recipe.Datasets;
import org.keyspike.pipeline.recipe.Recipe;

class SpeakerFoldersKindTest {
  private static final List<String> SPEAKERS = List.of("ada", "bo", "cy", "di", "ed");

  @TempDir Path folder;

  @Test
  void aRecipeOpensItByItsName() throws IOException {
    for (String speaker : SPEAKERS) {
      for (String word : List.of("left", "right")) {
        Path file = folder.resolve("recordings").resolve(speaker).resolve(word + ".wav");
        Files.createDirectories(file.getParent());
        AudioFiles.writeWav(
            file,
            new AudioClip(new float[FrontEndSettings.SAMPLE_RATE], FrontEndSettings.SAMPLE_RATE));
      }
    }
    Recipe recipe =
        recipe("dataset: {kind: speaker-folders, folder: recordings, words: [left, right]}");
    Dataset dataset =
        Datasets.open(recipe.dataset(), folder.resolve("cache"), 1, ProgressListener.NONE);
    assertEquals(List.of("left", "right"), dataset.classes());
    assertEquals(6, dataset.utterances(Split.TRAIN).size());
    assertEquals(
        List.of("di/left", "di/right"),
        dataset.utterances(Split.VALIDATION).stream().map(u -> u.name()).toList());
    assertEquals(1, dataset.utterances(Split.TEST).get(1).labels()[0]);
  }

  @Test
  void whatItHasNoUseForIsRefused() {
    InputException folderless =
        assertThrows(
            InputException.class, () -> recipe("dataset: {kind: speaker-folders, words: [left]}"));
    assertEquals("dataset.folder", folderless.field());
    InputException wordless =
        assertThrows(
            InputException.class,
            () -> recipe("dataset: {kind: speaker-folders, folder: recordings}"));
    assertEquals("dataset.words", wordless.field());
    InputException pattern =
        assertThrows(
            InputException.class,
            () ->
                recipe(
                    "dataset: {kind: speaker-folders, folder: x, words: [left], speakers: '(.*)'}"));
    assertEquals("dataset.speakers", pattern.field());
  }

  private Recipe recipe(String text) throws IOException {
    return Recipe.read(Files.writeString(folder.resolve("recipe.yaml"), text));
  }
}
