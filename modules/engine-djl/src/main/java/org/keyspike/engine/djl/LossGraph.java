package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.keyspike.datasets.Batch;

/** Mean cross-entropy over clips, or over valid frames, against smoothed labels. */
final class LossGraph {
  private final NDArray logits;
  private final NDArray targets;
  private final NDArray counts;
  private final NDArray counted;

  /**
   * @param logits (B, K), or (T · B, K) frame-wise
   * @param smoothing ε: the target is 1 − ε + ε/K for the label and ε/K for the others
   */
  LossGraph(Operations operations, NDArray logits, Batch batch, double smoothing) {
    this.logits = logits;
    int rows = (int) logits.getShape().get(0);
    int classes = (int) logits.getShape().get(1);
    float[] wanted = new float[rows * classes];
    float[] count = new float[rows];
    int all = 0;
    for (int row = 0; row < rows; row++) {
      int label = label(batch, row);
      if (label != Batch.PADDING) {
        for (int k = 0; k < classes; k++) {
          wanted[row * classes + k] =
              (float) (smoothing / classes + (k == label ? 1 - smoothing : 0));
        }
        count[row] = 1;
        all++;
      }
    }
    targets = operations.manager().create(wanted, new Shape(rows, classes));
    counts = operations.manager().create(count, new Shape(rows, 1));
    counted = operations.constant(all);
  }

  /** The mean. */
  NDArray crossEntropy() {
    return logits.logSoftmax(1).mul(targets).sum().div(counted).neg();
  }

  /** Its derivative by the logits, (softmax − target)/count, of the shape of the logits. */
  NDArray error() {
    return logits.stopGradient().softmax(1).mul(counts).sub(targets).div(counted);
  }

  private static int label(Batch batch, int row) {
    return batch.frameWise()
        ? batch.labels()[row % batch.size() * batch.frames() + row / batch.size()]
        : batch.labels()[row];
  }
}
