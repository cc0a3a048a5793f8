package org.keyspike.evaluation;

/** From logits to the predicted class: the largest, and of equals the lowest class. */
public final class Decision {
  private Decision() {}

  /** The class of float logits (K). */
  public static int of(float[] logits) {
    return of(logits, 0, logits.length);
  }

  /**
   * The class of the K logits that start at an offset.
   *
   * @throws IllegalArgumentException if classes is below 1, or if a logit is not a number
   */
  public static int of(float[] logits, int offset, int classes) {
    requireClasses(classes);
    int best = 0;
    for (int k = 0; k < classes; k++) {
      float logit = logits[offset + k];
      requireNumber(logit, k);
      if (logit > logits[offset + best]) {
        best = k;
      }
    }
    return best;
  }

  /**
   * The class of double logits (K).
   *
   * @throws IllegalArgumentException if there are none, or if a logit is not a number
   */
  public static int of(double[] logits) {
    requireClasses(logits.length);
    int best = 0;
    for (int k = 0; k < logits.length; k++) {
      requireNumber(logits[k], k);
      if (logits[k] > logits[best]) {
        best = k;
      }
    }
    return best;
  }

  /** The class of integer logits (K). */
  public static int of(int[] logits) {
    return of(logits, 0, logits.length);
  }

  /**
   * The class of the K integer logits that start at an offset.
   *
   * @throws IllegalArgumentException if classes is below 1
   */
  public static int of(int[] logits, int offset, int classes) {
    requireClasses(classes);
    int best = 0;
    for (int k = 1; k < classes; k++) {
      if (logits[offset + k] > logits[offset + best]) {
        best = k;
      }
    }
    return best;
  }

  private static void requireNumber(double logit, int k) {
    if (Double.isNaN(logit)) {
      throw new IllegalArgumentException("logit of class " + k + " is not a number");
    }
  }

  private static void requireClasses(int classes) {
    if (classes < 1) {
      throw new IllegalArgumentException("logits: " + classes + " classes, expected at least 1");
    }
  }
}
