package org.keyspike.evaluation;

import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/**
 * The correlation of two figures over the same things, such as the bands of an encoder. No p is
 * given: neighbouring bands overlap and are not independent.
 *
 * @param count n, how many things
 * @param pearson of the figures, −1 to 1
 * @param spearman of their ranks, equal figures sharing their mean rank, −1 to 1
 */
public record Correlation(int count, double pearson, double spearman) {
  /** The fewest things: two always lie on a line. */
  public static final int FEWEST = 3;

  /**
   * Correlates two figures.
   *
   * @return nothing of fewer than {@value #FEWEST} things, or where one figure is the same for all
   * @throws IllegalArgumentException if the arrays differ in length or hold what is not finite
   */
  public static Optional<Correlation> of(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "correlation: " + first.length + " and " + second.length + " figures, expected pairs");
    }
    requireFinite(first);
    requireFinite(second);
    if (first.length < FEWEST || constant(first) || constant(second)) {
      return Optional.empty();
    }
    return Optional.of(
        new Correlation(
            first.length,
            new PearsonsCorrelation().correlation(first, second),
            new SpearmansCorrelation().correlation(first, second)));
  }

  private static void requireFinite(double[] figures) {
    for (double figure : figures) {
      if (!Double.isFinite(figure)) {
        throw new IllegalArgumentException(
            "correlation: found " + figure + ", expected finite figures");
      }
    }
  }

  private static boolean constant(double[] figure) {
    return StatUtils.min(figure) == StatUtils.max(figure);
  }
}
