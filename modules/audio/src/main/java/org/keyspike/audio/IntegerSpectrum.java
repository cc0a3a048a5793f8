package org.keyspike.audio;

import static org.keyspike.audio.FrontEndSettings.FFT;
import static org.keyspike.audio.FrontEndSettings.WINDOW;

/**
 * The power spectrum of a window in integers, as {@link IntegerLogMel} defines it: the same bits
 * with less work.
 *
 * <ul>
 *   <li>The first two stages turn by 1 and −i only, and rounding leaves x·2¹⁴ as it is, (x·2¹⁴ +
 *       2¹³) &gt;&gt; 14 = x: they add and subtract.
 *   <li>Points need no bit-reversed order: each stage writes the transforms of its partial signals
 *       one after another (Stockham). Points to turn always lie in the upper half, so that a stage
 *       is one long loop, which the compiler can vectorise.
 *   <li>Products are of 32 bits, because x = 2¹⁴(x &gt;&gt; 14) + (x mod 2¹⁴) and the first part's
 *       product is a multiple of 2¹⁴, which no rounding touches: (x·c + 2¹³) &gt;&gt; 14 = (x
 *       &gt;&gt; 14)·c + ((x mod 2¹⁴)·c + 2¹³ &gt;&gt; 14).
 *   <li>Bins k and 256 − k mirror each other's angle and share their products.
 * </ul>
 *
 * <p>Nothing overflows: with |y| ≤ 2¹⁵ of 400 samples, a value of the transform stays below 400·2¹⁵
 * + 2⁸·8 &lt; 2²⁴ and one of the spectrum below 2²⁶; (x &gt;&gt; 14)·c + … is then below 2²⁷, the
 * remainder's part below 2³⁰, a power below 2⁵². Not safe for threads.
 */
final class IntegerSpectrum {
  /** Complex points of the transform; even samples are real, odd ones imaginary parts. */
  private static final int POINTS = FFT / 2;

  private static final int HALF = POINTS / 2;
  private static final int QUARTER = POINTS / 4;
  private static final int EIGHTH = POINTS / 8;
  private static final int PAIRS = WINDOW / 2;

  private static final int SHIFT = 14;
  private static final int BELOW = (1 << SHIFT) - 1;
  private static final int ROUND = 1 << SHIFT - 1;

  /** Partial transforms of so many points come out of the stages that need no table. */
  private static final int FIRST = 8;

  private final int[] evenWindow = new int[PAIRS];
  private final int[] oddWindow = new int[PAIRS];
  private final int[][] cos = new int[5][HALF];
  private final int[][] sin = new int[5][HALF];
  private final int[] unpackCos = new int[HALF];
  private final int[] unpackSin = new int[HALF];

  /** Zeros from the window's end on, which nothing writes to. */
  private final int[] paddedRe = new int[POINTS];

  private final int[] paddedIm = new int[POINTS];

  private final int[] re = new int[POINTS];
  private final int[] im = new int[POINTS];
  private final int[] nextRe = new int[POINTS];
  private final int[] nextIm = new int[POINTS];

  private final int[] evenRe = new int[HALF];
  private final int[] evenIm = new int[HALF];
  private final int[] oddRe = new int[HALF];
  private final int[] oddIm = new int[HALF];

  IntegerSpectrum(FrontEndTables tables) {
    for (int i = 0; i < PAIRS; i++) {
      evenWindow[i] = tables.window()[2 * i];
      oddWindow[i] = tables.window()[2 * i + 1];
    }
    for (int stage = 0; stage < cos.length; stage++) {
      int size = FIRST << stage;
      for (int j = 0; j < HALF; j++) {
        int angle = j % size * (POINTS / size);
        cos[stage][j] = tables.cos()[angle];
        sin[stage][j] = tables.sin()[angle];
      }
    }
    System.arraycopy(tables.cos(), 0, unpackCos, 0, HALF);
    System.arraycopy(tables.sin(), 0, unpackSin, 0, HALF);
  }

  /**
   * The power of every bin, (2·re)² + (2·im)².
   *
   * @param samples what holds the window's 400 samples
   * @param offset index of the first
   * @param power where the 257 powers go
   */
  void power(short[] samples, int offset, long[] power) {
    window(samples, offset);
    quarters(paddedRe, paddedIm, nextRe, nextIm);
    eighths();
    for (int stage = 0; stage < cos.length; stage++) {
      stage(cos[stage], sin[stage], FIRST << stage);
    }
    unpack(power);
  }

  private void window(short[] samples, int offset) {
    // Two loops, of which the second is vectorised.
    for (int i = 0; i < PAIRS; i++) {
      paddedRe[i] = samples[offset + 2 * i];
      paddedIm[i] = samples[offset + 2 * i + 1];
    }
    weigh(paddedRe, evenWindow);
    weigh(paddedIm, oddWindow);
  }

  private static void weigh(int[] values, int[] window) {
    for (int i = 0; i < PAIRS; i++) {
      values[i] = values[i] * window[i] + (1 << 14) >> 15;
    }
  }

  /** Stages 1 and 2, turned by 1 and −i; point k of partial signal r goes to 64·k + r. */
  private static void quarters(int[] re, int[] im, int[] toRe, int[] toIm) {
    for (int r = 0; r < QUARTER; r++) {
      int even = re[r] + re[r + HALF];
      int odd = re[r + QUARTER] + re[r + HALF + QUARTER];
      toRe[r] = even + odd;
      toRe[r + HALF] = even - odd;
    }
    for (int r = 0; r < QUARTER; r++) {
      int even = im[r] + im[r + HALF];
      int odd = im[r + QUARTER] + im[r + HALF + QUARTER];
      toIm[r] = even + odd;
      toIm[r + HALF] = even - odd;
    }
    for (int r = 0; r < QUARTER; r++) {
      int even = re[r] - re[r + HALF];
      int odd = im[r + QUARTER] - im[r + HALF + QUARTER];
      toRe[r + QUARTER] = even + odd;
      toRe[r + HALF + QUARTER] = even - odd;
    }
    for (int r = 0; r < QUARTER; r++) {
      int even = im[r] - im[r + HALF];
      int odd = re[r + QUARTER] - re[r + HALF + QUARTER];
      toIm[r + QUARTER] = even - odd;
      toIm[r + HALF + QUARTER] = even + odd;
    }
  }

  /** Stage 3, turned by eighths of a circle; point k of partial signal r goes to 8·r + k. */
  private void eighths() {
    long c = cos[0][2];
    for (int r = 0; r < EIGHTH; r++) {
      int high = r + EIGHTH;
      butterfly(r, 8 * r, nextRe[high], nextIm[high]);
      high += QUARTER;
      int sum = nextRe[high] + nextIm[high];
      int less = nextIm[high] - nextRe[high];
      butterfly(r + QUARTER, 8 * r + 1, times(sum, c), times(less, c));
      high += QUARTER;
      butterfly(r + 2 * QUARTER, 8 * r + 2, nextIm[high], -nextRe[high]);
      high += QUARTER;
      sum = nextRe[high] + nextIm[high];
      less = nextIm[high] - nextRe[high];
      butterfly(r + 3 * QUARTER, 8 * r + 3, times(less, c), times(-sum, c));
    }
  }

  private static int times(int value, long c) {
    return (int) (value * c + ROUND >> SHIFT);
  }

  private void butterfly(int low, int to, int turnedRe, int turnedIm) {
    re[to] = nextRe[low] + turnedRe;
    re[to + 4] = nextRe[low] - turnedRe;
    im[to] = nextIm[low] + turnedIm;
    im[to + 4] = nextIm[low] - turnedIm;
  }

  /**
   * A stage from 4 to 8, turned by a table: sums to the lower half, differences to the upper; then
   * the differences of each partial signal go behind its sums. Written in one piece, because
   * HotSpot compiles so long a method by itself; as a part of its caller it takes half as long
   * again.
   *
   * @param run points of a partial transform that are there
   */
  private void stage(int[] cos, int[] sin, int run) {
    int[] re = this.re;
    int[] im = this.im;
    int[] nextRe = this.nextRe;
    int[] nextIm = this.nextIm;
    for (int j = 0; j < HALF; j++) {
      int x = re[j + HALF];
      int y = im[j + HALF];
      int c = cos[j];
      int s = sin[j];
      int turned =
          (x >> SHIFT) * c
              + (y >> SHIFT) * s
              + ((x & BELOW) * c + (y & BELOW) * s + ROUND >> SHIFT);
      nextRe[j] = re[j] + turned;
      nextRe[j + HALF] = re[j] - turned;
    }
    for (int j = 0; j < HALF; j++) {
      int x = re[j + HALF];
      int y = im[j + HALF];
      int c = cos[j];
      int s = sin[j];
      int turned =
          (y >> SHIFT) * c
              - (x >> SHIFT) * s
              + ((y & BELOW) * c - (x & BELOW) * s + ROUND >> SHIFT);
      nextIm[j] = im[j] + turned;
      nextIm[j + HALF] = im[j] - turned;
    }
    for (int j = 0; j < HALF; j += run) {
      System.arraycopy(nextRe, j, re, 2 * j, run);
      System.arraycopy(nextRe, j + HALF, re, 2 * j + run, run);
      System.arraycopy(nextIm, j, im, 2 * j, run);
      System.arraycopy(nextIm, j + HALF, im, 2 * j + run, run);
    }
  }

  /** From the transform of the pairs to the power of every bin of the real signal. */
  private void unpack(long[] power) {
    for (int k = 1; k < HALF; k++) {
      int mirrored = POINTS - k;
      evenRe[k] = re[k] + re[mirrored];
      evenIm[k] = im[k] - im[mirrored];
      oddRe[k] = re[k] - re[mirrored];
      oddIm[k] = im[k] + im[mirrored];
    }
    // The parts of bin k and of its mirror go to the same arrays' two halves.
    unpackRe(evenRe, oddRe, oddIm, unpackCos, unpackSin, nextRe);
    unpackIm(evenIm, oddRe, oddIm, unpackCos, unpackSin, nextIm);
    for (int k = 1; k < HALF; k++) {
      power[k] = power(nextRe[k], nextIm[k]);
      power[POINTS - k] = power(nextRe[k + HALF], nextIm[k + HALF]);
    }
    // These turn by 1, −1 and −i.
    power[0] = power(2 * (re[0] + im[0]), 0);
    power[POINTS] = power(2 * (re[0] - im[0]), 0);
    power[HALF] = power(2 * re[HALF], 2 * im[HALF]);
  }

  private static void unpackRe(int[] even, int[] re, int[] im, int[] cos, int[] sin, int[] to) {
    for (int k = 0; k < HALF; k++) {
      int x = re[k];
      int y = im[k];
      int c = cos[k];
      int s = sin[k];
      int above = (y >> SHIFT) * c - (x >> SHIFT) * s;
      int below = (y & BELOW) * c - (x & BELOW) * s;
      to[k] = even[k] + above + (ROUND + below >> SHIFT);
      to[k + HALF] = even[k] - above + (ROUND - below >> SHIFT);
    }
  }

  private static void unpackIm(int[] even, int[] re, int[] im, int[] cos, int[] sin, int[] to) {
    for (int k = 0; k < HALF; k++) {
      int x = re[k];
      int y = im[k];
      int c = cos[k];
      int s = sin[k];
      int turned =
          (ROUND - (x & BELOW) * c - (y & BELOW) * s >> SHIFT)
              - (x >> SHIFT) * c
              - (y >> SHIFT) * s;
      to[k] = turned + even[k];
      to[k + HALF] = turned - even[k];
    }
  }

  private static long power(long re, long im) {
    return re * re + im * im;
  }
}
