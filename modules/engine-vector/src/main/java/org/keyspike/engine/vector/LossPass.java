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
    float[] exponentials = new float[teacher == null ? 0 : 3 * classes];
    for (int row = 0; row < rows; row++) {
      int clip = shard.first() + row % shard.clips();
      int answer = batch.frameWise() ? clip * batch.frames() + row / shard.clips() : clip;
      int label = batch.labels()[answer];
      int at = row * stride;
      if (label == Batch.PADDING) {
        Arrays.fill(logits, at, at + classes, 0);
      } else {
        loss +=
            teacher == null
                ? row(logits, at, label)
                : taught(logits, at, label, answer, exponentials);
      }
    }
    sums[s] = loss;
  }

  /**
   * A row with a teacher.
   *
   * @param exponentials room for those of the row, of the row softened, and of the teacher's, (3 K)
   */
  private double taught(float[] logits, int at, int label, int answer, float[] exponentials) {
    double weight = teacher.weight();
    double temperature = teacher.temperature();
    int softAt = classes;
    int wantedAt = 2 * classes;
    RowSum hard = softmax(logits, at, 1, exponentials, 0);
    RowSum soft = softmax(logits, at, temperature, exponentials, softAt);
    RowSum wanted =
        softmax(teacher.logits(), answer * classes, temperature, exponentials, wantedAt);
    double apart = 0;
    double all = 0;
    for (int k = 0; k < classes; k++) {
      apart +=
          exponentials[wantedAt + k]
              * ((double) teacher.logits()[answer * classes + k] - logits[at + k]);
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
          exponentials[k] * toHard
              - less
              + exponentials[softAt + k] * toSoft
              - exponentials[wantedAt + k] * toWanted;
    }
    take(logits, at, label, 1 - weight);
    return (1 - weight) * crossEntropy + weight * temperature * temperature * divergence;
  }

  /** Σ e^(z/τ − m) of a row, with the largest z/τ as m, and log Σ e^(z/τ). */
  private record RowSum(double sum, double logSum) {}

  /** Writes e^(z/τ − m) of a row from {@code to}. */
  private RowSum softmax(float[] logits, int at, double temperature, float[] exponentials, int to) {
    float scale = (float) (1 / temperature);
    float largest = Float.NEGATIVE_INFINITY;
    for (int k = 0; k < classes; k++) {
      exponentials[to + k] = logits[at + k] * scale;
      largest = Math.max(largest, exponentials[to + k]);
    }
    float sum = context.kernels().exponentials(exponentials, to, classes, largest);
    return new RowSum(sum, largest + StrictMath.log(sum));
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
