package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.keyspike.datasets.features.Batch;
import org.keyspike.training.LabelTargets;
import org.keyspike.training.SoftTargets;

/**
 * Mean cross-entropy over clips, or over valid frames, against smoothed labels and, with a teacher,
 * against its answers: the loss of {@link SoftTargets}.
 */
final class LossGraph {
  private final Operations operations;
  private final NDArray logits;
  private final NDArray targets;
  private final NDArray counts;
  private final NDArray counted;
  private final SoftTargets teacher;
  private final NDArray imitated;

  /**
   * @param logits (B, K), or (T · B, K) frame-wise
   * @param of what the labels stand for
   * @param teacher or null
   */
  LossGraph(
      Operations operations, NDArray logits, Batch batch, LabelTargets of, SoftTargets teacher) {
    this.operations = operations;
    this.logits = logits;
    this.teacher = teacher;
    int rows = (int) logits.getShape().get(0);
    int classes = (int) logits.getShape().get(1);
    float[] wanted = new float[rows * classes];
    float[] count = new float[rows];
    int all = 0;
    for (int row = 0; row < rows; row++) {
      int label = label(batch, row);
      if (label != Batch.PADDING) {
        Arrays.fill(wanted, row * classes, (row + 1) * classes, (float) of.ofEach(classes));
        wanted[row * classes + label] += (float) of.ofLabel();
        for (int k : of.relatives(label)) {
          wanted[row * classes + k] += (float) of.ofRelative(label);
        }
        count[row] = 1;
        all++;
      }
    }
    targets = operations.manager().create(wanted, new Shape(rows, classes));
    counts = operations.manager().create(count, new Shape(rows, 1));
    counted = operations.constant(all);
    imitated = teacher == null ? null : teacherLogits(batch, classes);
  }

  /** z'/τ in the order of the student's rows. */
  private NDArray teacherLogits(Batch batch, int classes) {
    NDArray answered =
        batch.frameWise()
            ? operations
                .manager()
                .create(teacher.logits(), new Shape(batch.size(), batch.frames(), classes))
                .transpose(1, 0, 2)
                .reshape((long) batch.frames() * batch.size(), classes)
            : operations.manager().create(teacher.logits(), new Shape(batch.size(), classes));
    return answered.div(operations.constant((float) teacher.temperature()));
  }

  /** The mean. */
  NDArray loss() {
    NDArray crossEntropy = logits.logSoftmax(1).mul(targets).sum().div(counted).neg();
    if (teacher == null) {
      return crossEntropy;
    }
    NDArray student = logits.div(operations.constant((float) teacher.temperature())).logSoftmax(1);
    NDArray divergence =
        imitated.softmax(1).mul(imitated.logSoftmax(1).sub(student)).mul(counts).sum().div(counted);
    double squared = teacher.temperature() * teacher.temperature();
    return crossEntropy
        .mul(operations.constant((float) (1 - teacher.weight())))
        .add(divergence.mul(operations.constant((float) (teacher.weight() * squared))));
  }

  /** Its derivative by the logits, of the shape of the logits. */
  NDArray error() {
    NDArray answers = logits.stopGradient();
    NDArray error = answers.softmax(1).mul(counts).sub(targets);
    if (teacher != null) {
      NDArray tempered = answers.div(operations.constant((float) teacher.temperature()));
      NDArray distance = tempered.softmax(1).sub(imitated.softmax(1)).mul(counts);
      double factor = teacher.weight() * teacher.temperature();
      error =
          error
              .mul(operations.constant((float) (1 - teacher.weight())))
              .add(distance.mul(operations.constant((float) factor)));
    }
    return error.div(counted);
  }

  private static int label(Batch batch, int row) {
    return batch.frameWise()
        ? batch.labels()[row % batch.size() * batch.frames() + row / batch.size()]
        : batch.labels()[row];
  }
}
