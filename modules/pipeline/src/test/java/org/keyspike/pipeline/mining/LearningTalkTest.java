package org.keyspike.pipeline.mining;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.audio.AudioFiles;
import org.keyspike.datasets.Made;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.recipe.MiningSettings;
import org.keyspike.pipeline.recipe.RetrainSettings;

class LearningTalkTest {
  @TempDir Path folder;

  private Optional<LearningTalk> open(Path talk, MiningSettings.Part part) throws IOException {
    MiningSettings settings =
        new MiningSettings(1, talk, part, 1, 0.5, 0.5, 1, 1, new RetrainSettings(1, 0.1), 0);
    return LearningTalk.open(
        settings, List.of("yes", "_unknown_"), folder.resolve("cache"), ProgressListener.NONE);
  }

  private List<String> names(Path talk, MiningSettings.Part part) throws IOException {
    return open(talk, part).orElseThrow().files().stream()
        .map(file -> file.getFileName().toString())
        .toList();
  }

  @Test
  void halvesAreThoseOfTheEvaluationInStreams() throws IOException {
    Path talk = folder.resolve("talk");
    for (int i = 0; i < 5; i++) {
      Made.clip(talk, i + ".wav", 1_000);
    }
    assertEquals(5, names(talk, MiningSettings.Part.ALL).size());
    assertEquals(List.of("0.wav", "1.wav"), names(talk, MiningSettings.Part.FIRST));
    assertEquals(List.of("2.wav", "3.wav", "4.wav"), names(talk, MiningSettings.Part.SECOND));
    assertEquals(Optional.empty(), open(null, MiningSettings.Part.ALL));
  }

  @Test
  void aHalfOfOneRecordingIsRefused() throws IOException {
    Path talk = folder.resolve("talk");
    Made.clip(talk, "0.wav", 1_000);
    InputException refused =
        assertThrows(InputException.class, () -> open(talk, MiningSettings.Part.SECOND));
    assertEquals("mining.part", refused.field());
  }

  /** Where the folder lies does not matter; what is in it does. */
  @Test
  void namesAndContentAreHashed() throws IOException {
    Path one = folder.resolve("one");
    Path other = folder.resolve("other");
    for (Path talk : List.of(one, other)) {
      Files.createDirectories(talk);
      AudioFiles.writeWav(talk.resolve("a.wav"), Made.noise(1_000, 1));
    }
    String hash = open(one, MiningSettings.Part.ALL).orElseThrow().contentHash();
    assertEquals(hash, open(other, MiningSettings.Part.ALL).orElseThrow().contentHash());
    Files.move(other.resolve("a.wav"), other.resolve("b.wav"));
    assertNotEquals(hash, open(other, MiningSettings.Part.ALL).orElseThrow().contentHash());
    AudioFiles.writeWav(one.resolve("a.wav"), Made.noise(1_000, 2));
    assertNotEquals(hash, open(one, MiningSettings.Part.ALL).orElseThrow().contentHash());
  }
}
