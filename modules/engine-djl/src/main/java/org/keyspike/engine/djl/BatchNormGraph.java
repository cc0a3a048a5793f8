package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import org.keyspike.network.BatchNorm;

/**
 * Batch norm of a layer's currents over batch and time, valid frames only: y = scale · (x − μ)/√(σ²
 * + ε) + shift with the biased variance.
 */
final class BatchNormGraph {
  private final Operations operations;
  private final NDArray scale;
  private final NDArray shift;
  private NDArray mean;
  private NDArray variance;

  BatchNormGraph(Operations operations, NDArray scale, NDArray shift) {
    this.operations = operations;
    this.scale = scale;
    this.shift = shift;
  }

  /**
   * Normalises.
   *
   * @param x (rows, N)
   * @param valid (rows, 1) of 0 and 1, or null if all rows count
   * @param validRows how many count
   */
  NDArray normalize(NDArray x, NDArray valid, float validRows) {
    NDArray rows = operations.constant(validRows);
    int[] overRows = {0};
    mean = (valid == null ? x : x.mul(valid)).sum(overRows, true).div(rows);
    NDArray centred = x.sub(mean);
    NDArray squares = centred.mul(centred);
    variance = (valid == null ? squares : squares.mul(valid)).sum(overRows, true).div(rows);
    NDArray deviation = variance.add(operations.constant(BatchNorm.EPSILON)).sqrt();
    return centred.div(deviation).mul(scale).add(shift);
  }

  /** What a current is multiplied by in the last batch, scale / √(σ² + ε), (1, N). */
  NDArray factor() {
    return scale
        .stopGradient()
        .div(variance.stopGradient().add(operations.constant(BatchNorm.EPSILON)).sqrt());
  }

  /** μ of the last batch, (N) values. */
  float[] mean() {
    return mean.toFloatArray();
  }

  /** σ² of the last batch, (N) values. */
  float[] variance() {
    return variance.toFloatArray();
  }
}
