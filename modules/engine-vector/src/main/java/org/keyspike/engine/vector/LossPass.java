package org.keyspike.engine.vector;

import java.util.Arrays;
import org.keyspike.datasets.Batch;

/**
 * Mean cross-entropy over clips, or over valid frames, against smoothed labels: the target is 1 − ε
 * + ε/K for the label and ε/K for the others.
 */
final class LossPass {
  private final PassContext context;
  private final int classes;
  private final double smoothing;
  private final double counted;
  private final double[] sums;

  LossPass(PassContext context) {
    this.context = context;
    classes = context.spec().readout().classes();
    smoothing = context.objective().labelSmoothing();
    Batch batch = context.batch();
    counted = batch.frameWise() ? batch.validFrames() : batch.size();
    sums = new double[context.shards().length];
  }

  /**
   * Turns a shard's logits into the error (softmax − target) / count, 0 beyond a clip's end.
   *
   * @param rows one for each clip, or for each frame of each clip
   */
  void error(int s, float[] logits, int stride, int rows) {
    Shard shard = context.shards()[s];
    Batch batch = context.batch();
    double loss = 0;
    for (int row = 0; row < rows; row++) {
      int clip = shard.first() + row % shard.clips();
      int label =
          batch.frameWise()
              ? batch.labels()[clip * batch.frames() + row / shard.clips()]
              : batch.labels()[clip];
      int at = row * stride;
      if (label == Batch.PADDING) {
        Arrays.fill(logits, at, at + classes, 0);
      } else {
        loss += row(logits, at, label);
      }
    }
    sums[s] = loss;
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
