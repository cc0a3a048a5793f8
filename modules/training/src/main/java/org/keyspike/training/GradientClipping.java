package org.keyspike.training;

import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;

/** The clipping of gradients: the norm of all together stays below a bound. */
final class GradientClipping {
  private GradientClipping() {}

  /** Scales gradients in place so that their joint Euclidean norm is at most {@code largest}. */
  static void clip(Parameters gradients, double largest) {
    double squares = 0;
    for (Tensor tensor : gradients.asMap().values()) {
      for (float g : tensor.data()) {
        squares += (double) g * g;
      }
    }
    double norm = Math.sqrt(squares);
    if (norm > largest) {
      float scale = (float) (largest / norm);
      for (Tensor tensor : gradients.asMap().values()) {
        float[] data = tensor.data();
        for (int i = 0; i < data.length; i++) {
          data[i] *= scale;
        }
      }
    }
  }
}
