package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.io.InputException;

/**
 * Files that the reference encoder wrote ({@code flac -8}, one of them into a pipe, so that neither
 * length nor MD5 are known) hold the samples that it was given.
 */
class FlacReadTest {
  private static byte[] file(String name) throws IOException {
    try (InputStream in = FlacReadTest.class.getResourceAsStream(name + ".flac")) {
      return in.readAllBytes();
    }
  }

  /** A triangle and noise, interleaved: what the files were made of. */
  private static long[] samples(int frames, int channels, int bits) {
    long[] samples = new long[frames * channels];
    long x = 1;
    for (int i = 0; i < samples.length; i++) {
      x = x * 1_103_515_245 + 12_345 & 0x7fffffff;
      int triangle = Math.abs(i / channels * (3 + i % channels) % 400 - 200) - 100;
      int noise = (int) ((x >> 16) % (1 << bits - 7)) - (1 << bits - 8);
      samples[i] = triangle * (1 << bits - 9) + noise;
    }
    return samples;
  }

  @ParameterizedTest
  @CsvSource({
    "mono16, 1500, 1, 16, 16000",
    "stereo24, 700, 2, 24, 44100",
    "open16, 1500, 1, 16, 16000"
  })
  void samplesAreThoseOfTheWavFile(String name, int frames, int channels, int bits, int rate)
      throws IOException {
    byte[] wav =
        WavBytes.file(
            1, bits, channels, rate, WavBytes.integers(bits, samples(frames, channels, bits)));
    assertEquals(AudioFiles.read(wav, "wav"), AudioFiles.read(file(name), name));
  }

  /** WAV has these unsigned. */
  @Test
  void samplesOfEightBitsAreSigned() throws IOException {
    AudioClip clip = AudioFiles.read(file("mono8"), "mono8");
    long[] expected = samples(900, 1, 16);
    assertEquals(8_000, clip.sampleRate());
    assertEquals(900, clip.samples().length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals((expected[i] >> 8) / 128f, clip.samples()[i], "sample " + i);
    }
  }

  /** Where there is no decoder, as in a browser, it is named. */
  @Test
  void isNotUncompressed(@TempDir Path folder) throws IOException {
    byte[] whole = file("mono16");
    InputException e =
        assertThrows(InputException.class, () -> AudioFiles.readUncompressed(whole, "f"));
    assertEquals("f: file: found FLAC, expected a WAV (RIFF) or NIST SPHERE file", e.getMessage());
    Path wav = folder.resolve("same.wav");
    AudioClip clip = AudioFiles.read(whole, "f");
    AudioFiles.writeWav(wav, clip);
    assertArrayEquals(
        clip.samples(), AudioFiles.readUncompressed(AudioFiles.bytes(wav), "wav").samples());
  }

  private static InputException refused(byte[] file) {
    return assertThrows(InputException.class, () -> AudioFiles.read(file, "f"));
  }

  @Test
  void everyChangedByteIsFound() throws IOException {
    byte[] whole = file("mono16");
    AudioClip clip = AudioFiles.read(whole, "f");
    for (int at = 4; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      try {
        // What says how large blocks and frames are, and the tags, have no say in the samples.
        AudioClip read = AudioFiles.read(damaged, "f");
        assertTrue(at < 4 + 4 + 10 || at >= 4 + 4 + 34, "byte " + at + " of the header");
        assertEquals(
            Arrays.toString(clip.samples()), Arrays.toString(read.samples()), "byte " + at);
      } catch (InputException e) {
        assertEquals("f", e.file());
      }
    }
  }

  @Test
  void aFileThatWasCutShortIsRefused() throws IOException {
    byte[] whole = file("mono16");
    for (int length = 4; length < whole.length; length += 7) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(InputException.class, () -> AudioFiles.read(cut, "f"), () -> "at " + cut.length);
    }
    assertEquals(
        "f: stream information: found none (truncated), expected it as the first block",
        refused(Arrays.copyOf(whole, 20)).getMessage());
    assertEquals(
        "f: frames: found 1280 samples (truncated), expected 1500 samples",
        refused(Arrays.copyOf(whole, whole.length - 9)).getMessage());
    byte[] open = file("open16");
    assertTrue(
        refused(Arrays.copyOf(open, open.length - 9)).found().endsWith("samples (truncated)"),
        "its length is not known");
  }

  @Test
  void othersAreNamed() throws IOException {
    byte[] md5 = file("mono16");
    md5[4 + 4 + 33] ^= 1;
    assertEquals(
        "f: samples: found others than the header's MD5 is of, expected the same",
        refused(md5).getMessage());
    byte[] rate = file("mono16");
    rate[4 + 4 + 10] = 0;
    rate[4 + 4 + 11] = 0;
    assertTrue(refused(rate).getMessage().startsWith("f: sample rate: found "), "rate");
    byte[] frame = file("mono16");
    frame[frame.length - 40] ^= 1;
    assertTrue(refused(frame).getMessage().contains("damage"), refused(frame).getMessage());
  }
}
