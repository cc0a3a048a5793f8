package org.keyspike.evaluation;

import org.apache.commons.math3.stat.StatUtils;

/**
 * The spread of one figure over runs that differ in their seed only: mean ± standard deviation.
 *
 * @param count n, how many runs
 * @param mean of the runs
 * @param deviation the sample's standard deviation, with n−1; NaN of one run
 */
public record Spread(int count, double mean, double deviation) {

  /**
   * The spread of some runs.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Spread of(double[] runs) {
    if (runs.length == 0) {
      throw new IllegalArgumentException("spread: there are no runs, expected at least 1");
    }
    double deviation = runs.length == 1 ? Double.NaN : Math.sqrt(StatUtils.variance(runs));
    return new Spread(runs.length, StatUtils.mean(runs), deviation);
  }
}
