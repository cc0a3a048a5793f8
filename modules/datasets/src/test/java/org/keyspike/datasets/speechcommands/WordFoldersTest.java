package org.keyspike.datasets.speechcommands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.Split;
import org.keyspike.io.InputException;

class WordFoldersTest {
  @TempDir Path folder;

  private String refused() {
    return assertThrows(InputException.class, () -> WordFolders.read(folder)).getMessage();
  }

  @Test
  void clipsAreInOrderAndOtherFilesAreLeftAlone() throws IOException {
    Path b = Made.clip(folder, "yes/b.WAV", 10);
    Path a = Made.clip(folder, "yes/a.wav", 10);
    Made.clip(folder, "yes/.hidden.wav", 10);
    Made.clip(folder, ".cache/c.wav", 10);
    Files.writeString(folder.resolve("yes/notes.txt"), "");
    Path noise = Made.clip(folder, WordFolders.BACKGROUND_NOISE + "/hum.wav", 10);
    WordFolders words = WordFolders.read(folder);
    assertEquals(Set.of("yes"), words.clips().keySet());
    assertEquals(List.of(a, b), words.clips().get("yes"));
    assertEquals(List.of(noise), words.background());
    assertEquals("yes/a.wav", WordFolders.name(a));
    assertEquals("yes/a", WordFolders.stem(a));
  }

  @Test
  void backgroundRecordingsGoInTurnToTheParts() throws IOException {
    Made.clip(folder, "yes/a.wav", 10);
    for (int i = 0; i < 5; i++) {
      Made.clip(folder, WordFolders.BACKGROUND_NOISE + "/" + i + ".wav", 10);
    }
    WordFolders words = WordFolders.read(folder);
    for (Split split : Split.values()) {
      List<String> names =
          words.background(split).stream().map(file -> file.getFileName().toString()).toList();
      assertEquals(
          split == Split.TEST
              ? List.of("2.wav")
              : List.of(split.ordinal() + ".wav", split.ordinal() + 3 + ".wav"),
          names);
    }
  }

  @Test
  void whatIsNotReadIsSaid() throws IOException {
    Made.clip(folder, "yes/a.wav", 10);
    Files.writeString(folder.resolve("yes/b.ogg"), "");
    Files.writeString(folder.resolve("yes/c.ogg"), "");
    assertEquals(
        List.of("left out, as only .wav and .flac are read: yes 2 .ogg"),
        WordFolders.read(folder).remarks());
    Files.delete(folder.resolve("yes/a.wav"));
    assertEquals(
        folder.resolve("yes")
            + ": clips: found none but 2 .ogg, expected at least one .wav or .flac file",
        refused());
  }

  /** A linked folder of clips, and one whose data is all a link. */
  @Test
  void linksAreFollowed() throws IOException {
    Made.clip(folder, "elsewhere/a.wav", 10);
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.createSymbolicLink(data.resolve("yes"), folder.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), data);
    assertEquals(List.of(link.resolve("yes/a.wav")), WordFolders.read(link).clips().get("yes"));
  }

  @Test
  void withoutWordsOrClipsItIsRefused() throws IOException {
    assertEquals(
        folder + ": words: found none, expected a folder of .wav or .flac files for each word",
        refused());
    Path yes = Files.createDirectory(folder.resolve("yes"));
    assertEquals(yes + ": clips: found none, expected at least one .wav or .flac file", refused());
  }
}
