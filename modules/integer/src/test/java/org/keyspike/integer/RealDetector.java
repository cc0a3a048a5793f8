package org.keyspike.integer;

import java.util.Arrays;

/** What the detector's integers stand for, in real numbers, and how far they may be from them. */
final class RealDetector {
  private RealDetector() {}

  static double[] softmax(int[] logits, int fraction) {
    int largest = Arrays.stream(logits).max().orElse(0);
    double[] weights =
        Arrays.stream(logits)
            .mapToDouble(z -> StrictMath.exp(Math.scalb((double) z - largest, -fraction)))
            .toArray();
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(w -> w / sum).toArray();
  }

  /** How far a posterior of K classes can be from the softmax, units of 2^−15. */
  static double bound(int classes) {
    return 4.5 + classes / 2.0;
  }
}
