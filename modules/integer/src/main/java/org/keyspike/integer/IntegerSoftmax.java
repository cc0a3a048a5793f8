package org.keyspike.integer;

/**
 * The softmax of integer logits, as powers of two with one division an answer: x_k, w_k and p_k of
 * the {@linkplain org.keyspike.integer equations of the detector}. Nothing is allocated per answer.
 */
final class IntegerSoftmax {
  /** log₂ e, Q16, rounded: powers of two in place of powers of e. */
  private static final long LOG2_E = 94548;

  /** From here on even the largest difference of two logits is no part of Q10. */
  private static final int SHIFT_WITHOUT_EFFECT = 50;

  private final int shift;
  private final int[] weights;

  /**
   * @param classes K, at least 1
   * @param logitFraction f, −128 to 127
   */
  IntegerSoftmax(int classes, int logitFraction) {
    // logits Q(f) times log₂ e Q16 are Q(f + 16), of which x keeps Q10
    shift = logitFraction + 6;
    weights = new int[classes];
  }

  /**
   * @param logits z, (K), any
   * @param posteriors gets p, (K), Q15
   */
  void apply(int[] logits, int[] posteriors) {
    long largest = logits[0];
    for (int logit : logits) {
      largest = Math.max(largest, logit);
    }
    long sum = 0;
    for (int k = 0; k < weights.length; k++) {
      weights[k] = weight(largest - logits[k]);
      sum += weights[k];
    }
    long factor = (1L << 45) / sum;
    for (int k = 0; k < weights.length; k++) {
      posteriors[k] = (int) ((weights[k] * factor + (1L << 29)) >> 30);
    }
  }

  /**
   * @param difference d, 0 to 2³² − 1
   */
  private int weight(long difference) {
    if (difference == 0 || shift >= SHIFT_WITHOUT_EFFECT) {
      return IntegerDetectorSettings.ONE;
    }
    if (shift <= 0) {
      return 0;
    }
    return DetectorTable.weight((difference * LOG2_E + (1L << (shift - 1))) >> shift);
  }
}
