package org.keyspike.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.network.FeatureSpec;
import org.keyspike.pipeline.recipe.DatasetKind;
import org.keyspike.pipeline.recipe.Recipe;

class FeaturesTest {
  @TempDir Path folder;

  private Recipe recipe(String dataset) throws IOException {
    String text = "dataset: " + dataset + "\nfrontend: {bands: 5}\n";
    return Recipe.read(Files.writeString(folder.resolve("recipe.yaml"), text));
  }

  @Test
  void everyPartHasTheFeaturesThatTheRecipeWants() throws IOException {
    Features features =
        Features.open(recipe("{kind: tones}"), folder.resolve("cache"), ProgressListener.NONE);
    for (Split split : Split.values()) {
      assertEquals(6, features.part(split).size());
      assertEquals(5, features.part(split).bands());
      assertEquals(100, features.part(split).maxFrames());
    }
    assertEquals("tones, 2 classes, 6 training, 6 validation, 6 test clips", features.summary());
  }

  @Test
  void aPartWithoutClipsIsRefused() throws IOException {
    Path words = Made.words(folder.resolve("words"), List.of("no", "yes"), List.of("a"));
    Recipe recipe = recipe("{kind: speech-commands, folder: " + words + "}");
    InputException e =
        assertThrows(
            InputException.class,
            () -> Features.open(recipe, folder.resolve("cache"), ProgressListener.NONE));
    assertTrue(e.found().startsWith("no clips for "), e.getMessage());
  }

  /** 30 speakers of one word, and one of the other, whom the hash rule puts into another part. */
  @Test
  void aClassWithoutTrainingIsRefused() throws IOException {
    List<String> speakers = IntStream.range(0, 30).mapToObj(i -> "s" + i).toList();
    Path words = Made.words(folder.resolve("words"), List.of("big"), speakers);
    Made.clip(words, "tiny/p3_nohash_0.wav", 2_000);
    Recipe recipe = recipe("{kind: speech-commands, folder: " + words + "}");
    InputException e =
        assertThrows(
            InputException.class,
            () -> Features.open(recipe, folder.resolve("cache"), ProgressListener.NONE));
    assertEquals("no clip for training of tiny", e.found());
    Made.clip(words, "tiny/s1_nohash_0.wav", 2_000);
    List<String> notes = new ArrayList<>();
    Features.open(recipe, folder.resolve("cache"), notes(notes));
    assertTrue(notes.stream().anyMatch(note -> note.endsWith("of tiny")), notes::toString);
  }

  private static ProgressListener notes(List<String> notes) {
    return new ProgressListener() {
      @Override
      public void note(String line) {
        notes.add(line);
      }

      @Override
      public void begin(String what, long total) {}

      @Override
      public void advance(long n) {}

      @Override
      public void end() {}
    };
  }

  @Test
  void whatIsLeftOutIsSaid() throws IOException {
    Path words = Made.words(folder.resolve("words"), List.of("no", "yes"), List.of("a"));
    Files.writeString(words.resolve("yes/b.ogg"), "");
    List<String> notes = new ArrayList<>();
    Features.ofFolder(
        words,
        DatasetKind.usual(false),
        List.of("yes", "no"),
        new FeatureSpec(7, 1),
        folder.resolve("cache"),
        notes(notes));
    assertEquals(List.of(words + ": left out, as only .wav and .flac are read: yes 1 .ogg"), notes);
  }

  @Test
  void aFolderOfClipsIsAllForTest() throws IOException {
    Path words = Made.words(folder.resolve("words"), List.of("no", "yes"), List.of("a", "b"));
    Features features =
        Features.ofFolder(
            words,
            DatasetKind.usual(false),
            List.of("yes", "no"),
            new FeatureSpec(7, 1),
            folder.resolve("cache"),
            ProgressListener.NONE);
    assertEquals(0, features.part(Split.TRAIN).size());
    assertEquals(7, features.part(Split.TEST).bands());
    assertEquals(List.of("yes", "no"), features.dataset().classes());
  }
}
