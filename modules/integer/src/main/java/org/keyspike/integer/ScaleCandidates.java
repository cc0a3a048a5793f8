package org.keyspike.integer;

import java.util.function.DoubleUnaryOperator;

/**
 * The candidates for a scale, 2^(k/16) with k = 0, −1, 1, −2, 2 … −64, 64, the likely ones first.
 */
final class ScaleCandidates {
  private static final int PER_OCTAVE = 16;
  private static final int MOST = 64;

  private ScaleCandidates() {}

  /** 0, −1, 1, −2, 2 … for 0, 1, 2, 3, 4 …: outwards, to both sides in turn. */
  static int step(int i) {
    return i % 2 == 0 ? i / 2 : -(i + 1) / 2;
  }

  /**
   * The candidate of least error, of equal ones the first; 1 if none is in the range.
   *
   * @param low the smallest that may be
   * @param high the largest
   */
  static double best(double low, double high, DoubleUnaryOperator error) {
    double best = 1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= 2 * MOST; i++) {
      double scale = StrictMath.pow(2, (double) step(i) / PER_OCTAVE);
      if (scale >= low && scale <= high) {
        double found = error.applyAsDouble(scale);
        if (found < least) {
          least = found;
          best = scale;
        }
      }
    }
    return best;
  }
}
