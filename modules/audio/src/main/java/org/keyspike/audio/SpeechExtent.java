package org.keyspike.audio;

import static org.keyspike.audio.FrontEndSettings.HOP;

import java.util.Arrays;

/**
 * The extent of the speech in a clip, by energy. With L the level of each 10 ms in dB, its floor
 * the tenth percentile over the clip and its peak the largest, speech goes from the first to the
 * last 10 ms of a stretch of at least 30 ms above
 *
 * <pre>
 *   floor + (peak − floor) / 3
 * </pre>
 *
 * <p>An estimate: a quiet last consonant may be cut off, a noise after the word may be taken along.
 *
 * @param start first sample, at 16 kHz
 * @param end the sample after the last one
 */
public record SpeechExtent(int start, int end) {
  /** Below this, dB of full scale, all is silence: half a step of 16 bits and digital zeros. */
  private static final double SILENCE_DB = -96;

  private static final int SHORTEST = 3;
  private static final double FLOOR_PART = 0.1;

  /** The speech in a clip at 16 kHz; all of the clip where no stretch is long enough. */
  public static SpeechExtent of(float[] samples) {
    double[] levels = new double[samples.length / HOP];
    for (int t = 0; t < levels.length; t++) {
      double rms = Level.rootMeanSquare(Arrays.copyOfRange(samples, t * HOP, (t + 1) * HOP));
      levels[t] = Math.max(SILENCE_DB, 20 * StrictMath.log10(rms));
    }
    double[] sorted = levels.clone();
    Arrays.sort(sorted);
    if (sorted.length == 0) {
      return new SpeechExtent(0, samples.length);
    }
    double floor = sorted[(int) (FLOOR_PART * (sorted.length - 1))];
    double limit = floor + (sorted[sorted.length - 1] - floor) / 3;
    int first = -1;
    int last = -1;
    int run = 0;
    for (int t = 0; t < levels.length; t++) {
      run = levels[t] > limit ? run + 1 : 0;
      if (run >= SHORTEST) {
        first = first < 0 ? t - run + 1 : first;
        last = t;
      }
    }
    return first < 0
        ? new SpeechExtent(0, samples.length)
        : new SpeechExtent(first * HOP, (last + 1) * HOP);
  }
}
