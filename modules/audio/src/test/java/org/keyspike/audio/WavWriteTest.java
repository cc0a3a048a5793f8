package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavWriteTest {
  @TempDir private Path folder;

  @Test
  void every16BitValueComesBack() throws IOException {
    float[] samples = new float[65_536];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (i - 32_768) / 32768f;
    }
    AudioClip clip = new AudioClip(samples, 22_050);
    Path file = folder.resolve("all.wav");
    AudioFiles.writeWav(file, clip);
    assertEquals(clip, AudioFiles.read(file));
  }

  @Test
  void roundsHalvesAwayFromZeroAndClips() throws IOException {
    float[] samples = {0.5f, 1.5f, -0.5f, -1.5f, 0.49f, -0.51f, 32_767.5f, 40_000, -40_000};
    float[] expected = {1, 2, -1, -2, 0, -1, 32_767, 32_767, -32_768};
    for (int i = 0; i < samples.length; i++) {
      samples[i] /= 32_768;
      expected[i] /= 32_768;
    }
    Path file = folder.resolve("rounded.wav");
    AudioFiles.writeWav(file, new AudioClip(samples, 16_000));
    assertArrayEquals(expected, AudioFiles.read(file).samples());
  }

  @Test
  void theJavaLibraryReadsIt() throws IOException, UnsupportedAudioFileException {
    Path file = folder.resolve("library.wav");
    AudioFiles.writeWav(file, new AudioClip(new float[] {0.25f, -0.5f}, 16_000));
    try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
      assertEquals(
          new AudioFormat(16_000, 16, 1, true, false).toString(), in.getFormat().toString());
      assertArrayEquals(WavBytes.integers(16, 8_192, -16_384), in.readAllBytes());
    }
  }

  @Test
  void replacesAndLeavesNothingBeside() throws IOException {
    Path file = folder.resolve("twice.wav");
    AudioFiles.writeWav(file, new AudioClip(new float[] {0.25f}, 16_000));
    AudioFiles.writeWav(file, new AudioClip(new float[] {0.5f}, 16_000));
    assertArrayEquals(new float[] {0.5f}, AudioFiles.read(file).samples());
    assertEquals(List.of(file), listed());
  }

  @Test
  void aFailureLeavesNothing() throws IOException {
    Path file = folder.resolve("bad.wav");
    AudioClip bad = new AudioClip(new float[] {0, Float.NaN}, 16_000);
    assertThrows(IllegalArgumentException.class, () -> AudioFiles.writeWav(file, bad));
    Path occupied = Files.createDirectory(folder.resolve("occupied"));
    Files.createFile(occupied.resolve("inside"));
    AudioClip good = new AudioClip(new float[1], 16_000);
    assertThrows(IOException.class, () -> AudioFiles.writeWav(occupied, good));
    Path nowhere = folder.resolve("missing").resolve("clip.wav");
    assertThrows(IOException.class, () -> AudioFiles.writeWav(nowhere, good));
    assertEquals(List.of(occupied), listed());
  }

  private List<Path> listed() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
