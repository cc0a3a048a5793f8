package org.keyspike.spotting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.io.InputException;

class FileSoundTest {
  @TempDir Path folder;

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("clip.wav"), content);
  }

  @Test
  void comesInTenthsOfASecondAndWhatIsLeft() throws IOException {
    byte[] bytes = RawSound.random(3_700, 1);
    Path file = file(RawSound.wav(bytes, 16_000));
    FileSound sound = new FileSound(file);
    assertEquals(file.toString(), sound.name());
    List<short[]> chunks = RawSound.chunks(sound);
    assertEquals(List.of(1_600, 1_600, 500), chunks.stream().map(chunk -> chunk.length).toList());
    short[] expected = RawSound.samples(bytes);
    assertArrayEquals(Arrays.copyOf(expected, 1_600), chunks.get(0));
    assertArrayEquals(Arrays.copyOfRange(expected, 3_200, 3_700), chunks.get(2));
    assertFalse(sound.next((samples, length) -> {}), "over is over");
  }

  /** A tone of 8 kHz samples is the same tone afterwards, of twice as many samples. */
  @Test
  void anotherRateIsBroughtTo16000() throws IOException {
    byte[] bytes = new byte[2 * 8_000];
    for (int i = 0; i < 8_000; i++) {
      short sample = (short) Math.round(8_000 * Math.sin(2 * Math.PI * 400 * i / 8_000));
      bytes[2 * i] = (byte) sample;
      bytes[2 * i + 1] = (byte) (sample >> 8);
    }
    short[] heard = RawSound.all(new FileSound(file(RawSound.wav(bytes, 8_000))));
    assertEquals(16_000, heard.length);
    for (int i = 200; i < heard.length - 200; i++) {
      double expected = 8_000 * Math.sin(2 * Math.PI * 400 * i / 16_000);
      assertEquals(expected, heard[i], 66, "sample " + i);
    }
  }

  @Test
  void closingEndsIt() throws IOException {
    FileSound sound = new FileSound(file(RawSound.wav(RawSound.random(3_700, 2), 16_000)));
    assertTrue(sound.next((samples, length) -> {}));
    sound.close();
    assertFalse(
        sound.next(
            (samples, length) -> {
              throw new AssertionError(length + " samples after the end");
            }));
  }

  private InputException refused(byte[] content) throws IOException {
    Path file = file(content);
    InputException e = assertThrows(InputException.class, () -> new FileSound(file));
    assertEquals(file.toString(), e.file());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    return e;
  }

  @Test
  void whatIsNoSoundIsRefused() throws IOException {
    byte[] sound = RawSound.random(100, 3);
    refused(new byte[0]);
    refused(sound);
    assertEquals("at least one", refused(RawSound.wav(new byte[0], 16_000)).expected());
    InputException odd = refused(RawSound.wav(Arrays.copyOf(sound, 199), 16_000));
    assertEquals("199 bytes", odd.found());
    assertEquals("a multiple of 2", odd.expected());
    assertEquals("sample rate", refused(RawSound.wav(sound, 0)).field());
    byte[] whole = RawSound.wav(sound, 16_000);
    for (int length = 0; length < whole.length; length += 5) {
      refused(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void whatIsNoFileIsRefused() {
    assertThrows(InputException.class, () -> new FileSound(folder.resolve("none.wav")));
    assertThrows(InputException.class, () -> new FileSound(folder));
  }
}
