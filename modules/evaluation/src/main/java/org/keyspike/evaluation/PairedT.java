package org.keyspike.evaluation;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.TTest;

/**
 * Student's paired t test over seeds: t = d̄ / (s/√n) with n−1 degrees of freedom, d the
 * differences of runs with the same seed, s their standard deviation; interval d̄ ± t₀.₉₇₅·s/√n.
 *
 * <p>Source: "Student", "The probable error of a mean", 1908.
 */
public final class PairedT {
  private static final String NAME = "paired t";

  private PairedT() {}

  /**
   * Compares two systems, seed by seed. Refused of fewer than two seeds, and where all differences
   * are equal.
   *
   * @param first scores (n) of one system
   * @param second of the other, with the same seeds
   * @throws IllegalArgumentException if the arrays differ in length or hold what is not finite
   */
  public static Comparison test(double[] first, double[] second) {
    double[] differences = Pairs.differences(first, second);
    int n = differences.length;
    if (n < 2) {
      return new Comparison.Refused(NAME, n, "needs at least two seeds, there are " + n);
    }
    Spread spread = Spread.of(differences);
    if (StatUtils.min(differences) == StatUtils.max(differences)) {
      return new Comparison.Refused(
          NAME, n, "all seeds differ by the same " + differences[0] + ", so no variance is known");
    }
    double half =
        new TDistribution(null, n - 1).inverseCumulativeProbability((1 + Interval.CONFIDENCE) / 2)
            * spread.deviation()
            / Math.sqrt(n);
    return new Comparison.Tested(
        NAME,
        n,
        spread.mean(),
        new Interval(spread.mean() - half, spread.mean() + half, Interval.Unit.SEEDS, n),
        new TTest().tTest(0, differences));
  }
}
