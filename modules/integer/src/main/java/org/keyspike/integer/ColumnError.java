package org.keyspike.integer;

import java.util.function.DoubleUnaryOperator;
import org.keyspike.network.Tensor;

/**
 * The squared error of a column that is divided by a scale before it is put on its grid: Σ_k (H_k −
 * α Q(H_k/α))².
 */
final class ColumnError implements DoubleUnaryOperator {
  private final Grid grid;
  private final double[] values;

  ColumnError(Grid grid, Tensor matrix, int column) {
    this.grid = grid;
    values = new double[matrix.extent(0)];
    for (int k = 0; k < values.length; k++) {
      values[k] = matrix.data()[k * matrix.extent(1) + column];
    }
  }

  /** Σ_k H_k². */
  double energy() {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }

  @Override
  public double applyAsDouble(double scale) {
    double sum = 0;
    for (double value : values) {
      double error = value - scale * grid.nearest(value / scale);
      sum += error * error;
    }
    return sum;
  }
}
