package org.keyspike.datasets.speechcommands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

/** The layouts in which Speech Commands are handed on. */
class ClipsPlaceTest {
  private static final List<String> WORDS = List.of("no", "yes");

  @TempDir Path folder;

  private static void split(Path place) throws IOException {
    Files.writeString(place.resolve("validation_list.txt"), "yes/a_nohash_0.wav\n");
    Files.writeString(place.resolve("testing_list.txt"), "no/b_nohash_0.wav\n");
  }

  private static Dataset open(Path folder) throws IOException {
    return SpeechCommands.open(folder, WordSelection.allPresent());
  }

  /** Whichever of its folders is named: background inside, lists beside, and a test part apart. */
  @Test
  void kagglesLayoutIsFound() throws IOException {
    Path challenge = folder.resolve("challenge");
    Path audio = challenge.resolve("train/audio");
    Made.words(audio, WORDS, List.of("a", "b", "c"));
    Made.clip(audio, "_background_noise_/hum.wav", 20_000);
    Made.clip(challenge, "test/audio/clip_0.wav", 2_000);
    split(challenge.resolve("train"));
    for (Path named : List.of(challenge, challenge.resolve("train"), audio)) {
      Dataset dataset = open(named);
      assertEquals("challenge", dataset.name());
      assertEquals(WORDS, dataset.classes());
      assertEquals(List.of("yes/a_nohash_0"), Made.names(dataset, Split.VALIDATION));
      assertEquals(List.of("no/b_nohash_0"), Made.names(dataset, Split.TEST));
      assertEquals(4, dataset.utterances(Split.TRAIN).size());
      assertEquals(1, SpeechCommands.background(dataset).size());
    }
    Dataset unseen = SpeechCommands.openForTest(challenge, WORDS);
    assertEquals(6, unseen.utterances(Split.TEST).size());
  }

  @Test
  void miniSpeechCommandsAreFoundWithTheirReadme() throws IOException {
    Path mini = Made.words(folder.resolve("mini_speech_commands"), WORDS, List.of("a", "b"));
    Files.writeString(mini.resolve("README.md"), "Mini Speech Commands");
    Files.createDirectories(folder.resolve("__MACOSX/mini_speech_commands"));
    for (Path named : List.of(folder, mini)) {
      Dataset dataset = open(named);
      assertEquals("mini_speech_commands", dataset.name());
      assertEquals(WORDS, dataset.classes());
    }
  }

  /** A word of such a name is a word. */
  @Test
  void aWordMayBeCalledAudio() throws IOException {
    Path words = Made.words(folder.resolve("words"), List.of("audio", "video"), List.of("a"));
    assertEquals(List.of("audio", "video"), open(words).classes());
    assertEquals("words", open(words).name());
    split(folder);
    assertEquals(2, open(words).utterances(HashRule.split("a_nohash_0.wav")).size());
  }

  @Test
  void oneListIsTooFewBesideToo() throws IOException {
    Made.words(folder.resolve("audio"), WORDS, List.of("a"));
    Files.writeString(folder.resolve("testing_list.txt"), "");
    InputException refusal = assertThrows(InputException.class, () -> open(folder));
    assertEquals(folder.resolve("validation_list.txt").toString(), refusal.file());
  }
}
