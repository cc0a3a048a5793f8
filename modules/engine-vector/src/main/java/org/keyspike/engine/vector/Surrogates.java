package org.keyspike.engine.vector;

import org.keyspike.network.Surrogate;

/** H'(u − θ) of rows of potentials. */
final class Surrogates {
  private Surrogates() {}

  static void derivatives(
      RowKernels kernels,
      Surrogate surrogate,
      float[] u,
      int base,
      float[] out,
      int outBase,
      int n) {
    float k = surrogate.slope();
    switch (surrogate.shape()) {
      case FAST_SIGMOID -> kernels.fastSigmoid(u, base, k, out, outBase, n);
      case BOXCAR -> kernels.boxcar(u, base, k, out, outBase, n);
      case TRIANGLE -> {
        for (int i = 0; i < n; i++) {
          out[outBase + i] = k * Math.max(0, 1 - k * Math.abs(u[base + i] - 1));
        }
      }
      case SIGMOID -> {
        for (int i = 0; i < n; i++) {
          out[outBase + i] = Exponential.sigmoidDerivative(u[base + i] - 1, k);
        }
      }
    }
  }
}
