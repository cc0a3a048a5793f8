package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeScaleTest {
  private static final int RATE = 16_000;

  /** The peak is found to half a hertz. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.88, 1.22, 2})
  void frequenciesScaleWithTheFactor(double factor) {
    float[] scaled = TimeScale.frequencies(MadeSounds.voice(200, RATE), factor);
    assertEquals(Math.round(RATE / factor), scaled.length);
    assertEquals(200 * factor, MadeSounds.peakHertz(scaled), 0.5);
  }

  /** Pieces are joined where they fit best, to a sample; the peak may move by half a percent. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.88, 1, 1.22, 2})
  void tempoScalesTheDurationOnly(double factor) {
    float[] scaled = new TimeScale().tempo(MadeSounds.voice(130, RATE), factor);
    assertEquals(Math.round(RATE / factor), scaled.length);
    assertEquals(130, MadeSounds.peakHertz(scaled), 0.65);
    double level = Level.rootMeanSquare(MadeSounds.voice(130, RATE));
    assertEquals(level, Level.rootMeanSquare(scaled), 0.05 * level);
  }

  /** Where a burst begins and ends in the result: as documented, and 8 ms of fade. */
  @Property(tries = 100)
  void tempoKeepsTimeEverywhere(
      @ForAll @DoubleRange(min = 0.5, max = 2) double factor,
      @ForAll @IntRange(max = 6_000) int begin,
      @ForAll @IntRange(min = 3_000, max = 9_000) int length) {
    float[] clip = new float[RATE];
    System.arraycopy(MadeSounds.noise(length, 0.5, begin), 0, clip, begin, length);
    float[] scaled = new TimeScale().tempo(clip, factor);
    int first = 0;
    while (Math.abs(scaled[first]) < 0.05) {
      first++;
    }
    int last = scaled.length - 1;
    while (Math.abs(scaled[last]) < 0.05) {
      last--;
    }
    double reach = (120 + 336 * Math.abs(factor - 1)) / factor + 128 + 10;
    assertEquals(begin / factor, first, reach);
    assertEquals((begin + length) / factor, last, reach);
  }

  @Property(tries = 50)
  void nothingStaysBehindFromOtherSounds(
      @ForAll @DoubleRange(min = 0.25, max = 4) double factor, @ForAll long seed) {
    float[] clip = MadeSounds.noise(5_000, 0.5, seed);
    TimeScale used = new TimeScale();
    used.tempo(MadeSounds.voice(150, 3_333), 0.7);
    assertArrayEquals(new TimeScale().tempo(clip, factor), used.tempo(clip, factor));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 640})
  void shortSoundsAreNoTrouble(int samples) {
    float[] tone = MadeSounds.voice(400, samples);
    assertEquals(samples, TimeScale.frequencies(tone, 1).length);
    assertEquals(Math.round(samples / 1.1), new TimeScale().tempo(tone, 1.1).length);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.2, 4.1, -1, Double.NaN})
  void impossibleFactorsAreRefused(double factor) {
    TimeScale timeScale = new TimeScale();
    assertThrows(
        IllegalArgumentException.class, () -> TimeScale.frequencies(new float[10], factor));
    assertThrows(IllegalArgumentException.class, () -> timeScale.tempo(new float[10], factor));
  }
}
