package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.keyspike.datasets.Batch;

/** Mean cross-entropy over clips, or over valid frames. */
final class LossGraph {
  private LossGraph() {}

  /**
   * The mean.
   *
   * @param logits (B, K), or (T · B, K) frame-wise
   */
  static NDArray crossEntropy(Operations operations, NDArray logits, Batch batch) {
    int rows = (int) logits.getShape().get(0);
    int classes = (int) logits.getShape().get(1);
    float[] targets = new float[rows * classes];
    int counted = 0;
    for (int row = 0; row < rows; row++) {
      int label = label(batch, row);
      if (label != Batch.PADDING) {
        targets[row * classes + label] = 1;
        counted++;
      }
    }
    NDArray oneHot = operations.manager().create(targets, new Shape(rows, classes));
    return logits.logSoftmax(1).mul(oneHot).sum().div(operations.constant(-counted));
  }

  private static int label(Batch batch, int row) {
    return batch.frameWise()
        ? batch.labels()[row % batch.size() * batch.frames() + row / batch.size()]
        : batch.labels()[row];
  }
}
