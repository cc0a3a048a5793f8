package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamingResamplerTest {
  private static final int RATE = FrontEndSettings.SAMPLE_RATE;

  private static float[] tone(int rate, double hertz) {
    float[] samples = new float[rate];
    for (int i = 0; i < rate; i++) {
      samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return samples;
  }

  private static float[] streamed(float[] samples, int rate, int chunk) {
    StreamingResampler resampler = new StreamingResampler(rate, RATE);
    float[] out = new float[2 * RATE];
    int[] length = {0};
    for (int from = 0; from < samples.length; from += chunk) {
      int end = Math.min(samples.length, from + chunk);
      float[] part = Arrays.copyOfRange(samples, from, end);
      resampler.accept(
          part,
          part.length,
          (made, count) -> {
            System.arraycopy(made, 0, out, length[0], count);
            length[0] += count;
          });
    }
    return Arrays.copyOf(out, length[0]);
  }

  @ParameterizedTest
  @ValueSource(ints = {48_000, 44_100, 32_000, 96_000, 8_000})
  void isTheWholeClipsSoundInAnyChunks(int rate) {
    float[] samples = tone(rate, 700);
    float[] expected = Resampler.resample(new AudioClip(samples, rate), RATE).samples();
    for (int chunk : new int[] {rate / 10, 1_777}) {
      float[] found = streamed(samples, rate, chunk);
      assertTrue(found.length > 0.98 * RATE, "the end is still in the filter: " + found.length);
      for (int i = 0; i < found.length; i++) {
        assertEquals(expected[i], found[i], 1e-3, "sample " + i + " in chunks of " + chunk);
      }
    }
  }

  @Test
  void clips() {
    float[] square = new float[48_000];
    for (int i = 0; i < square.length; i++) {
      square[i] = i / 100 % 2 == 0 ? 1 : -1;
    }
    for (float sample : streamed(square, 48_000, 4_800)) {
      assertTrue(sample >= -1 && sample < 1, "found " + sample);
    }
  }

  @Test
  void refusesRatesThatAreNone() {
    assertThrows(IllegalArgumentException.class, () -> new StreamingResampler(0, RATE));
    assertThrows(IllegalArgumentException.class, () -> new StreamingResampler(RATE, -1));
  }
}
