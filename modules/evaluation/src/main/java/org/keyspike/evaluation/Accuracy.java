package org.keyspike.evaluation;

import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/**
 * The accuracy of some answers: correct out of count clips, or frames.
 *
 * @param correct 0 to count
 * @param count at least 1
 */
public record Accuracy(int correct, int count) {

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if count is below 1 or correct is not in 0…count
   */
  public Accuracy {
    if (count < 1) {
      throw new IllegalArgumentException("accuracy: count is " + count + ", expected at least 1");
    }
    if (correct < 0 || correct > count) {
      throw new IllegalArgumentException(
          "accuracy: correct is " + correct + ", expected 0 to " + count);
    }
  }

  /** correct / count, 0 to 1. */
  public double value() {
    return (double) correct / count;
  }

  /**
   * The Wilson score interval at {@value Interval#CONFIDENCE}: where the accuracy on clips like
   * these lies, if they are independent. Clips of one speaker are not, and frames of one utterance
   * neither: {@link AccuracyInterval} asks for speakers first.
   *
   * <p>Source: E. B. Wilson, "Probable inference, the law of succession, and statistical
   * inference", 1927.
   */
  public Interval interval() {
    ConfidenceInterval wilson =
        new WilsonScoreInterval().createInterval(count, correct, Interval.CONFIDENCE);
    return new Interval(
        Math.max(0, wilson.getLowerBound()),
        Math.min(1, wilson.getUpperBound()),
        Interval.Unit.CLIPS,
        count);
  }
}
