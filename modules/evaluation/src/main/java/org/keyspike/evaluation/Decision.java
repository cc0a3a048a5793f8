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
      if (Float.isNaN(logit)) {
        throw new IllegalArgumentException("logit of class " + k + " is not a number");
      }
      if (logit > logits[offset + best]) {
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

  private static void requireClasses(int classes) {
    if (classes < 1) {
      throw new IllegalArgumentException("logits: " + classes + " classes, expected at least 1");
    }
  }
}
