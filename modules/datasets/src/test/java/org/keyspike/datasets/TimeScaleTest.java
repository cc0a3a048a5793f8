package org.keyspike.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeScaleTest {
  private static final int RATE = 16_000;

  private static float[] tone(double hertz, int samples) {
    float[] tone = new float[samples];
    for (int i = 0; i < samples; i++) {
      tone[i] = (float) (0.5 * StrictMath.sin(2 * Math.PI * hertz * i / RATE));
    }
    return tone;
  }

  /** Frequency of a tone by its upward zero crossings in the middle half. */
  private static double hertz(float[] samples) {
    int first = samples.length / 4;
    int end = 3 * samples.length / 4;
    int crossings = 0;
    int begin = 0;
    int last = 0;
    for (int i = first; i < end; i++) {
      if (samples[i - 1] < 0 && samples[i] >= 0) {
        begin = crossings++ == 0 ? i : begin;
        last = i;
      }
    }
    return (double) RATE * (crossings - 1) / (last - begin);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.88, 1, 1.22, 2})
  void frequenciesScaleWithTheFactor(double factor) {
    float[] scaled = TimeScale.frequencies(tone(400, RATE), factor);
    assertEquals(Math.round(RATE / factor), scaled.length);
    // A crossing is placed to a sample at either end of about 8,000: 0.1 %, and margin.
    assertEquals(400 * factor, hertz(scaled), 400 * factor * 0.005);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.88, 1.22, 2})
  void tempoScalesTheDurationOnly(double factor) {
    float[] scaled = TimeScale.tempo(tone(400, RATE), factor);
    // Whole blocks of 640 samples and more are made, so the ends are uncertain by some of them.
    assertEquals(RATE / factor, scaled.length, 2_500);
    // Overlap-add joins periods where they fit best, not perfectly.
    assertEquals(400, hertz(scaled), 400 * 0.02);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 640})
  void shortSoundsAreNoTrouble(int samples) {
    float[] tone = tone(400, samples);
    assertEquals(samples, TimeScale.frequencies(tone, 1).length);
    assertArrayEquals(TimeScale.tempo(tone, 1.1), TimeScale.tempo(tone, 1.1));
  }
}
