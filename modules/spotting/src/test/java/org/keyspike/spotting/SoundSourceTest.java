package org.keyspike.spotting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every source promises. */
class SoundSourceTest {
  private static final byte[] BYTES = RawSound.random(4 * 16_000 / 10 + 123, 8);

  @TempDir Path folder;

  private List<SoundSource> sources() throws IOException {
    Path file = Files.write(folder.resolve("clip.wav"), RawSound.wav(BYTES, 16_000));
    return List.of(new FileSound(file), new PipedSound(new ByteArrayInputStream(BYTES)));
  }

  @Test
  void allHandOnTheSamplesAsTheyAre() throws IOException {
    for (SoundSource source : sources()) {
      assertArrayEquals(RawSound.samples(BYTES), RawSound.all(source), source.name());
    }
  }

  @Test
  void noCallHandsOnMoreThanATenthOfASecond() throws IOException {
    for (SoundSource source : sources()) {
      List<short[]> chunks = RawSound.chunks(source);
      assertEquals(5, chunks.size(), source.name());
      for (short[] chunk : chunks.subList(0, 4)) {
        assertEquals(1_600, chunk.length, source.name());
      }
      assertEquals(123, chunks.get(4).length, source.name());
    }
  }

  @Test
  void aClosedSourceHandsOnNothing() throws IOException {
    for (SoundSource source : sources()) {
      List<Short> heard = new ArrayList<>();
      try (source) {
        assertTrue(source.next((samples, length) -> heard.add(samples[0])));
      }
      assertFalse(
          source.next((samples, length) -> assertEquals(0, length, source.name())), source.name());
      assertEquals(List.of(RawSound.samples(Arrays.copyOf(BYTES, 2))[0]), heard, source.name());
    }
  }
}
