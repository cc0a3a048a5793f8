package org.keyspike.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/**
 * Wilcoxon's signed-rank test over seeds: differences are ranked by size, and the ranks of the
 * positive ones summed; no normal distribution is assumed.
 *
 * <p>Pairs without a difference are left out, as Wilcoxon did; equal sizes share their mean rank. p
 * is exact: of the 2ⁿ ways to give these ranks a sign, the part whose sum is as far out, twice. The
 * effect is the Hodges–Lehmann estimate, the median of all means (dᵢ + dⱼ)/2, i ≤ j, and the
 * interval holds the effects that the test would not reject if no sizes were equal: its coverage is
 * at least {@value Interval#CONFIDENCE}.
 *
 * <p>Sources: F. Wilcoxon, "Individual comparisons by ranking methods", 1945; J. L. Hodges and E.
 * L. Lehmann, "Estimates of location based on rank tests", 1963.
 */
public final class Wilcoxon {
  /** The fewest pairs with a difference: of five, the smallest two-sided p is 2/2⁵ = 0.0625. */
  public static final int FEWEST = 6;

  private static final String NAME = "Wilcoxon signed rank";

  private Wilcoxon() {}

  /**
   * Compares two systems, seed by seed. Refused below {@value #FEWEST} pairs with a difference.
   *
   * @param first scores (n) of one system
   * @param second of the other, with the same seeds
   * @throws IllegalArgumentException if the arrays differ in length or hold what is not finite
   */
  public static Comparison test(double[] first, double[] second) {
    double[] all = Pairs.differences(first, second);
    double[] differences = Arrays.stream(all).filter(d -> d != 0).toArray();
    int n = differences.length;
    if (n < FEWEST) {
      return new Comparison.Refused(
          NAME,
          all.length,
          "needs at least "
              + FEWEST
              + " seeds with a difference, there are "
              + n
              + ": of five the smallest possible p is 0.0625");
    }
    double[] means = means(differences);
    int outside = outside(n);
    return new Comparison.Tested(
        NAME,
        all.length,
        StatUtils.percentile(means, 50),
        new Interval(
            means[outside], means[means.length - 1 - outside], Interval.Unit.SEEDS, all.length),
        p(differences));
  }

  /**
   * The exact p. WilcoxonSignedRankTest of commons-math3 has no exact one for ties or many pairs,
   * and its approximation adds the continuity correction with the wrong sign (3.6.1).
   */
  private static double p(double[] differences) {
    double[] sizes = Arrays.stream(differences).map(Math::abs).toArray();
    double[] ranks = new NaturalRanking(TiesStrategy.AVERAGE).rank(sizes);
    // Mean ranks are multiples of a half.
    int[] doubled = Arrays.stream(ranks).mapToInt(rank -> (int) Math.round(2 * rank)).toArray();
    int positive = 0;
    int negative = 0;
    for (int i = 0; i < doubled.length; i++) {
      if (differences[i] > 0) {
        positive += doubled[i];
      } else {
        negative += doubled[i];
      }
    }
    double[] probability = distribution(doubled);
    double tail = 0;
    for (int sum = 0; sum <= Math.min(positive, negative); sum++) {
      tail += probability[sum];
    }
    return Math.min(1, 2 * tail);
  }

  /** (dᵢ + dⱼ)/2 of all i ≤ j, in ascending order. */
  private static double[] means(double[] differences) {
    int n = differences.length;
    double[] means = new double[n * (n + 1) / 2];
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        means[at++] = (differences[i] + differences[j]) / 2;
      }
    }
    Arrays.sort(means);
    return means;
  }

  /**
   * How many means lie outside the interval at either end: as many as there are sums that the test
   * rejects at that end, less one.
   */
  private static int outside(int n) {
    double[] probability = distribution(IntStream.rangeClosed(1, n).toArray());
    double below = 0;
    int rejected = 0;
    while (below + probability[rejected] <= (1 - Interval.CONFIDENCE) / 2) {
      below += probability[rejected++];
    }
    return rejected - 1;
  }

  /** The probability of every sum of ranks, if each rank is in it by the toss of a coin. */
  private static double[] distribution(int[] ranks) {
    double[] probability = new double[Arrays.stream(ranks).sum() + 1];
    probability[0] = 1;
    int largest = 0;
    for (int rank : ranks) {
      largest += rank;
      for (int sum = largest; sum >= 0; sum--) {
        double with = sum >= rank ? probability[sum - rank] : 0;
        probability[sum] = (probability[sum] + with) / 2;
      }
    }
    return probability;
  }
}
