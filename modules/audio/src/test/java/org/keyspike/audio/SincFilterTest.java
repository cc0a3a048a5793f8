package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held to the library that it took over from, bit for bit. */
class SincFilterTest {
  @Property(tries = 25)
  void bitsAreTheLibrarys(
      @ForAll @DoubleRange(min = 0.25, max = 4) double factor,
      @ForAll @IntRange(max = 6_000) int samples,
      @ForAll long seed,
      @ForAll boolean fine) {
    compare(factor, samples, seed, fine);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 5000",
    "0.5, 9000",
    "2, 4096",
    "2, 4097",
    "4, 0",
    "0.25, 1",
    "0.3628117913832199, 44100"
  })
  void bitsAreTheLibrarysWhereFactorsAreRound(double factor, int samples) {
    compare(factor, samples, 7, true);
    compare(factor, samples, 7, false);
  }

  private static void compare(double factor, int samples, long seed, boolean fine) {
    float[] in = MadeSounds.noise(samples, 0.5, seed);
    int length = (int) Math.round(samples * factor);
    float[] expected = library(in, factor, length, fine);
    SincFilter filter = fine ? SincFilter.fine() : SincFilter.coarse();
    assertArrayEquals(bits(expected), bits(filter.stretched(in, factor, length)));
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }

  private static float[] library(float[] in, double factor, int length, boolean fine) {
    double octave = Math.scalb(1.0, Math.getExponent(factor));
    var resampler = new be.tarsos.dsp.resample.Resampler(fine, octave, 2 * octave);
    float[] out = new float[length];
    int read = 0;
    int written = 0;
    while (written < length) {
      var step =
          resampler.process(
              factor, in, read, in.length - read, true, out, written, length - written);
      read += step.inputSamplesConsumed;
      written += step.outputSamplesGenerated;
      if (step.inputSamplesConsumed == 0 && step.outputSamplesGenerated == 0) {
        break;
      }
    }
    return out;
  }
}
