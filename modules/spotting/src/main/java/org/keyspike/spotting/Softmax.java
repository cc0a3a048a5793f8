package org.keyspike.spotting;

/** Logits to posteriors: p_k = exp(z_k − max z) / Σ_j exp(z_j − max z). */
final class Softmax {
  private Softmax() {}

  static double[] of(double[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      largest = Math.max(largest, logit);
    }
    double[] posteriors = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      posteriors[k] = StrictMath.exp(logits[k] - largest);
      sum += posteriors[k];
    }
    for (int k = 0; k < logits.length; k++) {
      posteriors[k] /= sum;
    }
    return posteriors;
  }
}
