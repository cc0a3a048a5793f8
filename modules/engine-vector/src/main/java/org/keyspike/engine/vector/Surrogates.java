package org.keyspike.engine.vector;

import org.keyspike.network.Surrogate;

/** H'(u − θ) of rows of potentials. */
final class Surrogates {
  private Surrogates() {}

  /** Whether a shape is 0 away from the threshold. */
  static boolean compact(Surrogate surrogate) {
    return switch (surrogate.shape()) {
      case BOXCAR, TRIANGLE -> true;
      case FAST_SIGMOID, SIGMOID -> false;
    };
  }

  static void derivatives(
      RowKernels kernels,
      Surrogate surrogate,
      float[] u,
      int base,
      float[] out,
      int outBase,
      int n) {
    float k = surrogate.slope();
    float gain = surrogate.gain();
    switch (surrogate.shape()) {
      case FAST_SIGMOID -> kernels.fastSigmoid(u, base, k, gain, out, outBase, n);
      case BOXCAR -> kernels.boxcar(u, base, k, gain, out, outBase, n);
      case TRIANGLE -> kernels.triangle(u, base, k, gain, out, outBase, n);
      case SIGMOID -> {
        for (int i = 0; i < n; i++) {
          out[outBase + i] = gain * Exponential.sigmoidDerivative(u[base + i] - 1, k);
        }
      }
    }
  }
}
