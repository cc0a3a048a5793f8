package org.keyspike.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Multinomial logistic regression: mean cross-entropy of softmax(W x + b) + λ/2·|W|². Weights are
 * one array (K, D+1), b last in each row; b is not penalised.
 */
final class LogisticLoss implements Lbfgs.Function {
  /** Rows are summed in this many parts, whatever the number of threads, for the same bits. */
  private static final int PARTS = 16;

  private final ProbeClips clips;
  private final int classes;
  private final double penalty;

  LogisticLoss(ProbeClips clips, int classes, double penalty) {
    this.clips = clips;
    this.classes = classes;
    this.penalty = penalty;
  }

  @Override
  public double at(double[] weights, double[] gradient) {
    double[][] partGradients = new double[PARTS][];
    double[] losses =
        IntStream.range(0, PARTS)
            .parallel()
            .mapToDouble(
                part -> {
                  partGradients[part] = new double[weights.length];
                  return part(part, weights, partGradients[part]);
                })
            .toArray();
    Arrays.fill(gradient, 0);
    double loss = 0;
    for (int part = 0; part < PARTS; part++) {
      loss += losses[part];
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += partGradients[part][i];
      }
    }
    loss /= clips.size();
    int row = clips.inputs() + 1;
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] /= clips.size();
      if (i % row != clips.inputs()) {
        loss += penalty / 2 * weights[i] * weights[i];
        gradient[i] += penalty * weights[i];
      }
    }
    return loss;
  }

  private double part(int part, double[] weights, double[] gradient) {
    int inputs = clips.inputs();
    float[] values = clips.values();
    int from = (int) ((long) clips.size() * part / PARTS);
    int to = (int) ((long) clips.size() * (part + 1) / PARTS);
    double[] logits = new double[classes];
    double loss = 0;
    for (int clip = from; clip < to; clip++) {
      logits(clips, clip, weights, logits);
      double largest = Arrays.stream(logits).max().orElseThrow();
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        sum += StrictMath.exp(logits[k] - largest);
      }
      double log = largest + StrictMath.log(sum);
      int label = clips.labels()[clip];
      loss += log - logits[label];
      for (int k = 0; k < classes; k++) {
        double error = StrictMath.exp(logits[k] - log) - (k == label ? 1 : 0);
        int row = k * (inputs + 1);
        int first = clip * inputs;
        for (int d = 0; d < inputs; d++) {
          gradient[row + d] += error * values[first + d];
        }
        gradient[row + inputs] += error;
      }
    }
    return loss;
  }

  /** W x + b of one clip. */
  static void logits(ProbeClips clips, int clip, double[] weights, double[] logits) {
    int inputs = clips.inputs();
    float[] values = clips.values();
    int first = clip * inputs;
    for (int k = 0; k < logits.length; k++) {
      int row = k * (inputs + 1);
      double sum = weights[row + inputs];
      for (int d = 0; d < inputs; d++) {
        sum += weights[row + d] * values[first + d];
      }
      logits[k] = sum;
    }
  }
}
