package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundFolderTest {
  @TempDir Path folder;

  private void files(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
  }

  private List<String> names(SoundFolder sounds) {
    return sounds.sounds().stream().map(file -> folder.relativize(file).toString()).toList();
  }

  @Test
  void aRecordingUnderTwoNamesIsOne() throws IOException {
    files("SX1.WAV", "SX1.WAV.wav", "SX2.WAV.wav", "a.wav", "._a.wav", "deep/b.Wav", "a.wav.txt");
    assertEquals(List.of("SX1.WAV", "SX2.WAV.wav", "a.wav"), names(SoundFolder.of(folder)));
    assertEquals(
        List.of("SX1.WAV", "SX2.WAV.wav", "a.wav", "deep/b.Wav"), names(SoundFolder.below(folder)));
    assertEquals(Optional.empty(), SoundFolder.below(folder).leftOut());
    assertEquals(List.of(), names(SoundFolder.of(folder.resolve("missing"))));
  }

  @Test
  void whatIsNotReadIsCounted() throws IOException {
    files("a.wav", "b.ogg", "c.OGG", "d.mp3", "e", "transcript.txt", "sub/f.ogg");
    SoundFolder own = SoundFolder.of(folder);
    assertEquals(Map.of(".ogg", 2, ".mp3", 1, "without extension", 1), own.others());
    assertEquals(Optional.of("1 .mp3, 2 .ogg, 1 without extension"), own.leftOut());
    assertEquals(3, SoundFolder.below(folder).others().get(".ogg"));
    assertEquals(
        "left out, as only .wav and .flac are read: 1 .mp3", SoundFolder.leftOut("1 .mp3"));
  }

  @Test
  void flacIsSoundUnlessItIsACopyOfAWavFile() throws IOException {
    files("a.flac", "b.FLAC", "b.wav", "c.Flac", "d.flac", "d.WAV", "e.flac.wav", "e.flac");
    assertEquals(
        List.of("a.flac", "b.wav", "c.Flac", "d.WAV", "e.flac"), names(SoundFolder.of(folder)));
    assertTrue(SoundFolder.isSound("a.FLAC") && !SoundFolder.isSound("flac"));
  }
}
