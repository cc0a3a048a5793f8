package org.keyspike.training.dscnn;

import org.keyspike.datasets.features.LabelledFeatures;

/**
 * The map from log-mel bands to cepstral coefficients: the orthonormal cosine transform, each
 * coefficient moved and scaled to mean 0 and deviation 1 over the training part.
 *
 * <pre>
 * c_k = (√(2/C) Σ_i cos(πk(2i+1)/2C) x_i − μ_k) / σ_k,  k = 0 … K−1
 * </pre>
 *
 * @param transform (K, C)
 * @param mean μ, (K)
 * @param deviation σ, (K), above 0
 */
record Cepstrum(double[][] transform, double[] mean, double[] deviation) {

  static Cepstrum of(DsCnnSpec spec, LabelledFeatures training) {
    int bands = spec.bands();
    int coefficients = spec.settings().coefficients();
    double[][] transform = new double[coefficients][bands];
    for (int k = 0; k < coefficients; k++) {
      for (int i = 0; i < bands; i++) {
        transform[k][i] =
            Math.sqrt(2.0 / bands) * StrictMath.cos(Math.PI * k * (2 * i + 1) / (2.0 * bands));
      }
    }
    double[] sum = new double[coefficients];
    double[] squares = new double[coefficients];
    long rows = 0;
    for (int clip = 0; clip < training.size(); clip++) {
      float[] features = new float[training.frames(clip) * bands];
      training.read(clip, features, 0);
      for (int t = 1; t < training.frames(clip); t += DsCnnSpec.FRAME_STRIDE) {
        for (int k = 0; k < coefficients; k++) {
          double c = 0;
          for (int i = 0; i < bands; i++) {
            c += transform[k][i] * features[t * bands + i];
          }
          sum[k] += c;
          squares[k] += c * c;
        }
        rows++;
      }
    }
    double[] deviation = new double[coefficients];
    for (int k = 0; k < coefficients; k++) {
      sum[k] /= Math.max(1, rows);
      double variance = squares[k] / Math.max(1, rows) - sum[k] * sum[k];
      // Silence alone has none.
      deviation[k] = variance > 1e-6 ? Math.sqrt(variance) : 1;
    }
    return new Cepstrum(transform, sum, deviation);
  }

  /** Writes it as one map: A (K, C) and b (K) of c = A x + b. */
  void put(float[] weight, float[] bias) {
    for (int k = 0; k < mean.length; k++) {
      for (int i = 0; i < transform[k].length; i++) {
        weight[k * transform[k].length + i] = (float) (transform[k][i] / deviation[k]);
      }
      bias[k] = (float) (-mean[k] / deviation[k]);
    }
  }
}
