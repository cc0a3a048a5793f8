package org.keyspike.audio;

import java.util.Arrays;

/**
 * Band-limited interpolation by a windowed sinc of 4096 phases, after Julius O. Smith's {@code
 * resample}: the filter, the order of additions and the steps in time of TarsosDSP's {@code
 * Resampler}, so the same bits, out of one table for all factors, with no buffer of its own. With Z
 * zero crossings, N = 4096·(Z − 1)/2 and I₀ the modified Bessel function:
 *
 * <pre>
 *   h_0 = 0.9, h_i = sin(0.9π·i/4096) / (π·i/4096) · I₀(6·√(1 − (i/(N − 1))²)) / I₀(6), i &lt; N
 *   y_j = g·(Σ_k h[⌊d·(φ + k)⌋]·x[n − k] + Σ_k h[⌊d·(1 − φ + k)⌋]·x[n + 1 + k])
 * </pre>
 *
 * <p>with n + φ = j / factor, d = 4096·min(1, factor), g = min(1, factor), and x = 0 outside. Safe
 * for threads.
 */
final class SincFilter {
  private static final int PHASES = 4096;
  private static final double ROLL_OFF = 0.9;
  private static final double BETA = 6;

  /** Samples that are taken in before the next step in time begins; time is rounded there. */
  private static final int CHUNK = 4096;

  private final int crossings;
  private final int length;

  /**
   * h, then zeros: as many products for every sample, as a loop that ends by chance takes twice the
   * time.
   */
  private final float[] before;

  /** The same without the last of h, which the samples after a place do not have. */
  private final float[] after;

  private SincFilter(int crossings) {
    this.crossings = crossings;
    length = PHASES * (crossings - 1) / 2;
    before = Arrays.copyOf(table(length), length + 2 * PHASES);
    after = before.clone();
    after[length - 1] = 0;
  }

  /** Filters are computed when they are needed first. */
  private static final class Fine {
    static final SincFilter FILTER = new SincFilter(35);
  }

  private static final class Coarse {
    static final SincFilter FILTER = new SincFilter(11);
  }

  /** Of 35 zero crossings. */
  static SincFilter fine() {
    return Fine.FILTER;
  }

  /** Of 11 zero crossings. */
  static SincFilter coarse() {
    return Coarse.FILTER;
  }

  private static float[] table(int length) {
    float[] table = new float[length];
    table[0] = (float) ROLL_OFF;
    double scale = 1 / bessel(BETA);
    double step = 1.0 / (length - 1);
    for (int i = 1; i < length; i++) {
      double angle = Math.PI * i / PHASES;
      double sinc = StrictMath.sin(2 * angle * (0.5 * ROLL_OFF)) / angle;
      double place = i * step;
      double window = Math.max(0, 1 - place * place);
      table[i] = (float) (sinc * (bessel(BETA * Math.sqrt(window)) * scale));
    }
    return table;
  }

  /** I₀, by its series. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    double half = x / 2;
    for (int n = 1; term >= 1e-21 * sum; n++) {
      double ratio = half / n;
      term *= ratio * ratio;
      sum += term;
    }
    return sum;
  }

  /**
   * Puts factor samples where one was.
   *
   * @param length samples of the result; those beyond the input's end are 0
   */
  float[] stretched(float[] in, double factor, int length) {
    int reach = reach(factor);
    int chunk = Math.max(2 * reach + 10, CHUNK);
    // Zeros on both sides, and one sample more for a step that is rounded up.
    float[] padded = new float[in.length + 2 * reach + CHUNK / 2];
    System.arraycopy(in, 0, padded, reach, in.length);
    float[] out = new float[length];
    int written = 0;
    int begin = 0;
    int filled = reach;
    int read = 0;
    double time = reach;
    while (written < length) {
      int taken = Math.min(chunk - filled, in.length - read);
      read += taken;
      filled += taken;
      int steps = filled - (read == in.length ? reach : 2 * reach);
      if (steps <= 0) {
        break;
      }
      double end = time + steps;
      while (time < end && written < length) {
        out[written++] = at(padded, begin, time, factor);
        time += 1 / factor;
      }
      if (written == length) {
        break;
      }
      time -= steps;
      int creep = (int) time - reach;
      time -= creep;
      begin += steps + creep;
      filled -= steps + creep;
    }
    return out;
  }

  /** Samples before a place that it depends on, and more: what the octave of the factor needs. */
  private int reach(double factor) {
    double least = Math.scalb(1.0, Math.getExponent(factor));
    return (int) ((crossings + 1) / 2.0 * Math.max(1, 1 / least) + 10);
  }

  private float at(float[] in, int begin, double time, double factor) {
    double phase = time - Math.floor(time);
    int place = begin + (int) time;
    if (factor >= 1) {
      return before(in, place, (int) (phase * PHASES))
          + after(in, place + 1, (int) ((1 - phase) * PHASES));
    }
    double step = Math.min(PHASES, factor * PHASES);
    // Of a sum that ends early the rest is zeros, which change no bit of it.
    int taps = (int) Math.ceil(length / step);
    float sum =
        before(in, place, phase * step, step, taps)
            + after(in, place + 1, (1 - phase) * step, step, taps);
    return sum * (float) factor;
  }

  private float before(float[] in, int place, int phase) {
    float sum = 0;
    int at = place;
    for (int i = phase; i < length + phase; i += PHASES) {
      sum += before[i] * in[at--];
    }
    return sum;
  }

  private float after(float[] in, int place, int phase) {
    float sum = 0;
    int at = place;
    for (int i = phase; i < length + phase; i += PHASES) {
      sum += after[i] * in[at++];
    }
    return sum;
  }

  private float before(float[] in, int place, double phase, double step, int taps) {
    float sum = 0;
    double next = phase;
    for (int k = 0; k < taps; k++) {
      sum += before[(int) next] * in[place - k];
      next += step;
    }
    return sum;
  }

  private float after(float[] in, int place, double phase, double step, int taps) {
    float sum = 0;
    double next = phase;
    for (int k = 0; k < taps; k++) {
      sum += after[(int) next] * in[place + k];
      next += step;
    }
    return sum;
  }
}
