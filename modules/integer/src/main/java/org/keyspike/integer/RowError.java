package org.keyspike.integer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.keyspike.network.Tensor;

/**
 * The expected squared error of a row's sum as a function of its scale α, with inputs that do not
 * depend on each other:
 *
 * <pre>
 * e_j = W_j − Q(α W_j)/α;   E(α) = Σ σ_j² e_j² + (Σ μ_j e_j)²
 * </pre>
 */
final class RowError implements DoubleUnaryOperator {
  private record Part(Grid grid, float[] weights, int from, double[] mean, double[] variance) {}

  private final int bits;
  private final List<Part> parts = new ArrayList<>();

  RowError(int bits) {
    this.bits = bits;
  }

  /** Adds a row of a matrix to the sum. */
  RowError with(Tensor matrix, int row, int fraction, int scale, double[] mean, double[] variance) {
    parts.add(
        new Part(
            Grid.signed(bits, fraction, scale),
            matrix.data(),
            row * matrix.extent(1),
            mean,
            variance));
    return this;
  }

  @Override
  public double applyAsDouble(double scale) {
    double spread = 0;
    double shifted = 0;
    for (Part part : parts) {
      for (int j = 0; j < part.mean.length; j++) {
        double weight = part.weights[part.from + j];
        double error = weight - part.grid.nearest(weight * scale) / scale;
        spread += part.variance[j] * error * error;
        shifted += part.mean[j] * error;
      }
    }
    return spread + shifted * shifted;
  }
}
