package org.keyspike.network;

/** y = W x + b on plain arrays. */
final class Linear {
  private Linear() {}

  /** y += W x, for W (N, M), x (M), y (N). Inputs that are 0 are skipped: most spikes are. */
  static void accumulate(Tensor weight, float[] x, float[] y) {
    int inputs = weight.extent(1);
    float[] w = weight.data();
    for (int m = 0; m < inputs; m++) {
      float value = x[m];
      if (value != 0) {
        for (int n = 0; n < y.length; n++) {
          y[n] += w[n * inputs + m] * value;
        }
      }
    }
  }
}
