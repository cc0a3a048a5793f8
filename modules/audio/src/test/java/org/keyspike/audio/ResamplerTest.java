package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
  /**
   * A tone in the pass band keeps frequency, level and phase: it is compared sample by sample. The
   * filter's ripple and its coefficients' grid of 1/4096 sample allow 2e-3 of full scale.
   */
  @ParameterizedTest
  @CsvSource({
    "8000, 16000, 440",
    "8000, 16000, 3000",
    "11025, 16000, 1000",
    "22050, 16000, 6000",
    "44100, 16000, 1000",
    "48000, 16000, 6000",
    "96000, 16000, 250",
    "16000, 8000, 1000",
    "16000, 44100, 5000"
  })
  void aToneStaysWhatItWas(int from, int to, double hz) {
    AudioClip out = Resampler.resample(tone(from, from, hz), to);
    assertEquals(to, out.sampleRate());
    assertEquals(to, out.samples().length);
    float[] expected = tone(to, to, hz).samples();
    // The filter reaches 18 periods of the lower rate; there it sees the clip's edges.
    int edge = (int) Math.ceil(20.0 * to / Math.min(from, to));
    for (int i = edge; i < to - edge; i++) {
      assertEquals(expected[i], out.samples()[i], 2e-3, "sample " + i);
    }
  }

  /** What the lower rate cannot hold is taken out: 60 dB below what went in. */
  @ParameterizedTest
  @CsvSource({"48000, 16000, 9000", "44100, 16000, 15000", "16000, 8000, 6000"})
  void aToneAboveTheLowerBandDisappears(int from, int to, double hz) {
    float[] out = Resampler.resample(tone(from, from, hz), to).samples();
    int edge = 40;
    for (int i = edge; i < out.length - edge; i++) {
      assertEquals(0, out[i], 0.5 * 1e-3, "sample " + i);
    }
  }

  @Property(tries = 100)
  void lengthIsRoundedAndBitsAreTheSame(
      @ForAll @IntRange(max = 3000) int length,
      @ForAll @IntRange(min = 1_000, max = 100_000) int from,
      @ForAll @IntRange(min = 1_000, max = 100_000) int to) {
    AudioClip clip = tone(length, from, from / 8.0);
    AudioClip out = Resampler.resample(clip, to);
    assertEquals(Math.round((double) length * to / from), out.samples().length);
    assertArrayEquals(out.samples(), Resampler.resample(clip, to).samples());
    for (float sample : out.samples()) {
      assertTrue(sample >= -1 && sample < 1, "sample " + sample);
    }
  }

  @Test
  void overshootIsClipped() {
    float[] square = new float[800];
    for (int i = 0; i < square.length; i++) {
      square[i] = i / 40 % 2 == 0 ? -1 : Math.nextDown(1f);
    }
    float[] out = Resampler.resample(new AudioClip(square, 8_000), 16_000).samples();
    int atLimit = 0;
    for (float sample : out) {
      assertTrue(sample >= -1 && sample < 1, "sample " + sample);
      atLimit += sample == -1 ? 1 : 0;
    }
    assertTrue(atLimit > 10, "a square wave overshoots");
  }

  @Test
  void theSameRateIsTheSameClip() {
    AudioClip clip = tone(100, 16_000, 440);
    assertSame(clip, Resampler.resample(clip, 16_000));
  }

  @Test
  void readAt(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("tone.wav");
    AudioFiles.writeWav(file, tone(8_000, 8_000, 440));
    AudioClip expected = Resampler.resample(AudioFiles.read(file), 16_000);
    assertEquals(expected, AudioFiles.readAt(file, 16_000));
    assertEquals(AudioFiles.read(file), AudioFiles.readAt(file, 8_000));
  }

  @Test
  void impossibleRatesAreRefused() {
    AudioClip clip = tone(100, 16_000, 440);
    assertThrows(IllegalArgumentException.class, () -> Resampler.resample(clip, 0));
    AudioClip slow = new AudioClip(new float[100], 1);
    assertThrows(IllegalArgumentException.class, () -> Resampler.resample(slow, Integer.MAX_VALUE));
  }

  private static AudioClip tone(int length, int rate, double hz) {
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * hz * i / rate));
    }
    return new AudioClip(samples, rate);
  }
}
