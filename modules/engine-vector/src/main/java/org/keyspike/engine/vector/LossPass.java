package org.keyspike.engine.vector;

import java.util.Arrays;
import org.keyspike.datasets.features.Batch;
import org.keyspike.training.SoftTargets;

/**
 * Mean cross-entropy over clips, or over valid frames, against smoothed labels: the target is 1 − ε
 * + ε/K for the label and ε/K for the others. With a teacher, the loss of {@link SoftTargets}.
 */
final class LossPass {
  private final PassContext context;
  private final int classes;
  private final double smoothing;
  private final SoftTargets teacher;
  private final double counted;
  private final double[] sums;

  LossPass(PassContext context) {
    this.context = context;
    classes = context.spec().readout().classes();
    smoothing = context.objective().labelSmoothing();
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

  /** A row with a teacher, in doubles: distillation is no hot loop. */
  private double taught(float[] logits, int at, int label, int answer) {
    double weight = teacher.weight();
    double temperature = teacher.temperature();
    double[] hard = logSoftmax(logits, at, 1);
    double[] soft = logSoftmax(logits, at, temperature);
    double[] wanted = logSoftmax(teacher.logits(), answer * classes, temperature);
    double even = smoothing / classes;
    double crossEntropy = 0;
    double divergence = 0;
    for (int k = 0; k < classes; k++) {
      double target = even + (k == label ? 1 - smoothing : 0);
      double imitated = StrictMath.exp(wanted[k]);
      crossEntropy -= target * hard[k];
      divergence += imitated * (wanted[k] - soft[k]);
      double error =
          (1 - weight) * (StrictMath.exp(hard[k]) - target)
              + weight * temperature * (StrictMath.exp(soft[k]) - imitated);
      logits[at + k] = (float) (error / counted);
    }
    return (1 - weight) * crossEntropy + weight * temperature * temperature * divergence;
  }

  private double[] logSoftmax(float[] logits, int at, double temperature) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      largest = Math.max(largest, logits[at + k]);
    }
    double sum = 0;
    double[] logs = new double[classes];
    for (int k = 0; k < classes; k++) {
      logs[k] = (logits[at + k] - largest) / temperature;
      sum += StrictMath.exp(logs[k]);
    }
    double all = StrictMath.log(sum);
    for (int k = 0; k < classes; k++) {
      logs[k] -= all;
    }
    return logs;
  }

  private double row(float[] logits, int at, int label) {
    float largest = logits[at];
    double all = 0;
    for (int k = 0; k < classes; k++) {
      largest = Math.max(largest, logits[at + k]);
      all += logits[at + k];
    }
    double even = smoothing / classes;
    double wanted = (1 - smoothing) * logits[at + label] + even * all;
    float sum = context.kernels().exponentials(logits, at, classes, largest);
    float scale = (float) (1 / (sum * counted));
    float less = (float) (even / counted);
    for (int k = 0; k < classes; k++) {
      logits[at + k] = logits[at + k] * scale - less;
    }
    logits[at + label] -= (float) ((1 - smoothing) / counted);
    return largest + StrictMath.log(sum) - wanted;
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
