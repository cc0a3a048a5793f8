package org.keyspike.evaluation;

import java.util.Arrays;

/**
 * The mean of the last n posteriors, or of all while there are fewer; its largest class. Nothing is
 * allocated per answer.
 */
public final class PosteriorSmoothing {
  private final double[][] last;
  private final double[] mean;
  private int answers;
  private int label;

  /**
   * @param answers n, at least 1
   * @param classes K
   */
  public PosteriorSmoothing(int answers, int classes) {
    last = new double[answers][classes];
    mean = new double[classes];
  }

  /**
   * Takes an answer. The mean is summed anew, oldest first, so it depends on those n answers only.
   *
   * @param posteriors (K), each 0 to 1
   */
  public void accept(double[] posteriors) {
    System.arraycopy(posteriors, 0, last[answers % last.length], 0, mean.length);
    answers++;
    int count = Math.min(answers, last.length);
    Arrays.fill(mean, 0);
    for (int i = answers - count; i < answers; i++) {
      double[] one = last[i % last.length];
      for (int k = 0; k < mean.length; k++) {
        mean[k] += one[k] / count;
      }
    }
    label = 0;
    for (int k = 1; k < mean.length; k++) {
      label = mean[k] > mean[label] ? k : label;
    }
    if (answers == 2 * last.length) {
      answers = last.length;
    }
  }

  /** The class with the largest mean; of equal ones the lowest. */
  public int label() {
    return label;
  }

  /** Its mean. */
  public double score() {
    return mean[label];
  }

  /** What that is above the largest mean of another class; all of it where there is none. */
  public double margin() {
    double second = 0;
    for (int k = 0; k < mean.length; k++) {
      second = k != label ? Math.max(second, mean[k]) : second;
    }
    return mean[label] - second;
  }

  /** Forgets all answers. */
  public void reset() {
    answers = 0;
  }
}
