package org.keyspike.evaluation;

/**
 * A confidence interval, both ends included: of a probability, or of the difference of two.
 *
 * @param lower at most upper
 * @param upper at least lower
 */
public record Interval(double lower, double upper) {

  /** The confidence level of every interval of this package. */
  public static final double CONFIDENCE = 0.95;

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if lower is above upper, or one of them is not a number
   */
  public Interval {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException(
          "interval: lower " + lower + " and upper " + upper + ", expected lower <= upper");
    }
  }
}
