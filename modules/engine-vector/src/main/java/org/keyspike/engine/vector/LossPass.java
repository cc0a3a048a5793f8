package org.keyspike.engine.vector;

import java.util.Arrays;
import org.keyspike.datasets.features.Batch;
import org.keyspike.training.LabelTargets;
import org.keyspike.training.SoftTargets;

/**
 * Mean cross-entropy over clips, or over valid frames, against {@link LabelTargets}. With a
 * teacher, the loss of {@link SoftTargets}.
 */
final class LossPass {
  private final PassContext context;
  private final int classes;
  private final LabelTargets targets;
  private final SoftTargets teacher;
  private final double counted;
  private final double[] sums;

  LossPass(PassContext context) {
    this.context = context;
    classes = context.spec().readout().classes();
    targets = context.objective().targets();
    teacher = context.objective().teacher().orElse(null);
    Batch batch = context.batch();
    counted = batch.frameWise() ? batch.validFrames() : batch.size();
    sums = new double[context.shards().length];
  }

  /**
   * Turns a shard's logits into the error (softmax − target) / count, with a teacher as {@link
   * SoftTargets} says, 0 beyond a clip's end.
   *
   * @param rows one for each clip, or for each frame of each clip
   */
  void error(int s, float[] logits, int stride, int rows) {
    Shard shard = context.shards()[s];
    Batch batch = context.batch();
    double loss = 0;
    for (int row = 0; row < rows; row++) {
      int clip = shard.first() + row % shard.clips();
      int answer = batch.frameWise() ? clip * batch.frames() + row / shard.clips() : clip;
      int label = batch.labels()[answer];
      int at = row * stride;
      if (label == Batch.PADDING) {
        Arrays.fill(logits, at, at + classes, 0);
      } else {
        loss += teacher == null ? row(logits, at, label) : taught(logits, at, label, answer);
      }
    }
    sums[s] = loss;
  }

  /** A row with a teacher. */
  private double taught(float[] logits, int at, int label, int answer) {
    double weight = teacher.weight();
    double temperature = teacher.temperature();
    SoftmaxRow hard = softmax(logits, at, 1);
    SoftmaxRow soft = softmax(logits, at, temperature);
    SoftmaxRow wanted = softmax(teacher.logits(), answer * classes, temperature);
    double apart = 0;
    double all = 0;
    for (int k = 0; k < classes; k++) {
      apart +=
          wanted.values[k] * ((double) teacher.logits()[answer * classes + k] - logits[at + k]);
      all += logits[at + k];
    }
    double crossEntropy = hard.logSum - wanted(logits, at, label, all);
    double divergence = apart / (wanted.sum * temperature) - wanted.logSum + soft.logSum;
    float toHard = (float) ((1 - weight) / (hard.sum * counted));
    float toSoft = (float) (weight * temperature / (soft.sum * counted));
    float toWanted = (float) (weight * temperature / (wanted.sum * counted));
    float less = (float) ((1 - weight) * targets.ofEach(classes) / counted);
    for (int k = 0; k < classes; k++) {
      logits[at + k] =
          hard.values[k] * toHard - less + soft.values[k] * toSoft - wanted.values[k] * toWanted;
    }
    take(logits, at, label, 1 - weight);
    return (1 - weight) * crossEntropy + weight * temperature * temperature * divergence;
  }

  /** e^(z/τ − m) of a row, with the largest z/τ as m, their sum, and log Σ e^(z/τ). */
  private record SoftmaxRow(float[] values, double sum, double logSum) {}

  private SoftmaxRow softmax(float[] logits, int at, double temperature) {
    float[] values = new float[classes];
    float scale = (float) (1 / temperature);
    float largest = Float.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      values[k] = logits[at + k] * scale;
      largest = Math.max(largest, values[k]);
    }
    float sum = context.kernels().exponentials(values, 0, classes, largest);
    return new SoftmaxRow(values, sum, largest + StrictMath.log(sum));
  }

  private double row(float[] logits, int at, int label) {
    float largest = logits[at];
    double all = 0;
    for (int k = 0; k < classes; k++) {
      largest = Math.max(largest, logits[at + k]);
      all += logits[at + k];
    }
    double wanted = wanted(logits, at, label, all);
    float sum = context.kernels().exponentials(logits, at, classes, largest);
    float scale = (float) (1 / (sum * counted));
    float less = (float) (targets.ofEach(classes) / counted);
    for (int k = 0; k < classes; k++) {
      logits[at + k] = logits[at + k] * scale - less;
    }
    take(logits, at, label, 1);
    return largest + StrictMath.log(sum) - wanted;
  }

  /** Σ target · z of a row whose logits add up to {@code all}. */
  private double wanted(float[] logits, int at, int label, double all) {
    double related = 0;
    for (int k : targets.relatives(label)) {
      related += logits[at + k];
    }
    return targets.ofLabel() * logits[at + label]
        + targets.ofEach(classes) * all
        + targets.ofRelative(label) * related;
  }

  /** Takes from a row's errors what the label and its relatives have beyond every class. */
  private void take(float[] errors, int at, int label, double weight) {
    errors[at + label] -= (float) (weight * targets.ofLabel() / counted);
    float related = (float) (weight * targets.ofRelative(label) / counted);
    for (int k : targets.relatives(label)) {
      errors[at + k] -= related;
    }
  }

  /** The mean. */
  double crossEntropy() {
    double loss = 0;
    for (double sum : sums) {
      loss += sum;
    }
    return loss / counted;
  }
}
