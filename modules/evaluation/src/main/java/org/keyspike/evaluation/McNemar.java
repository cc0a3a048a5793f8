package org.keyspike.evaluation;

import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.special.Erf;

/**
 * McNemar's test over clips: of those that exactly one of two systems gets right, are there more of
 * one's than of the other's?
 *
 * <p>With b clips only the first has right and c only the second, p is the exact two-sided binomial
 * one, min(1, 2·P(X ≤ min(b, c))) with X ~ B(b + c, ½), below {@value #FEW} such clips, and from
 * there on that of max(0, |b − c| − 1)² / (b + c), χ² with one degree of freedom. The effect is (c
 * − b)/n, the difference of the accuracies; its interval is Newcombe's from Wilson's of both
 * accuracies and their correlation (his method 10).
 *
 * <p>It takes clips as independent, which those of one speaker are not: where speakers are known,
 * {@link ClipComparison} permutes by speaker instead.
 *
 * <p>Sources: Q. McNemar, "Note on the sampling error of the difference between correlated
 * proportions or percentages", 1947; A. L. Edwards, "Note on the correction for continuity ...",
 * 1948; R. G. Newcombe, "Improved confidence intervals for the difference between binomial
 * proportions based on paired data", 1998.
 */
public final class McNemar {
  private static final String NAME = "McNemar";
  private static final int FEW = 25;

  private McNemar() {}

  /**
   * Compares two systems, clip by clip. Refused where a clip has several answers: frames of one
   * utterance are not independent.
   *
   * @param first the answer of one system to every clip, 0 or 1 correct of 1
   * @param second of the other, to the same clips
   * @throws IllegalArgumentException if there are no clips, or not the same
   */
  public static Comparison test(List<Accuracy> first, List<Accuracy> second) {
    Pairs.requireSameClips(first, second);
    int both = 0;
    int onlyFirst = 0;
    int onlySecond = 0;
    for (int i = 0; i < first.size(); i++) {
      if (first.get(i).count() != 1) {
        return new Comparison.Refused(
            NAME,
            first.size(),
            "needs one answer a clip: the frames of one utterance are not independent");
      }
      both += first.get(i).correct() * second.get(i).correct();
      onlyFirst += first.get(i).correct() * (1 - second.get(i).correct());
      onlySecond += second.get(i).correct() * (1 - first.get(i).correct());
    }
    return of(both, onlyFirst, onlySecond, first.size());
  }

  private static Comparison of(int both, int onlyFirst, int onlySecond, int n) {
    return new Comparison.Tested(
        NAME,
        n,
        (double) (onlySecond - onlyFirst) / n,
        interval(both, onlyFirst, onlySecond, n),
        p(onlyFirst, onlySecond));
  }

  private static double p(int b, int c) {
    int discordant = b + c;
    if (discordant == 0) {
      return 1;
    }
    if (discordant < FEW) {
      double tail =
          new BinomialDistribution(null, discordant, 0.5).cumulativeProbability(Math.min(b, c));
      return Math.min(1, 2 * tail);
    }
    double distance = Math.max(0, Math.abs(b - c) - 1);
    // The tail of χ² itself: 1 − its distribution function is lost below 1e-16.
    return Erf.erfc(distance / Math.sqrt(2.0 * discordant));
  }

  private static Interval interval(int both, int onlyFirst, int onlySecond, int n) {
    Accuracy first = new Accuracy(both + onlyFirst, n);
    Accuracy second = new Accuracy(both + onlySecond, n);
    double correlation =
        correlation(both, onlyFirst, onlySecond, n - both - onlyFirst - onlySecond);
    double effect = second.value() - first.value();
    double firstDown = first.value() - first.interval().lower();
    double firstUp = first.interval().upper() - first.value();
    double secondDown = second.value() - second.interval().lower();
    double secondUp = second.interval().upper() - second.value();
    return new Interval(
        effect - distance(secondDown, firstUp, correlation),
        effect + distance(secondUp, firstDown, correlation),
        Interval.Unit.CLIPS,
        n);
  }

  /** √(x² − 2φxy + y²); rounding may take the sum of squares just below 0. */
  private static double distance(double x, double y, double correlation) {
    return Math.sqrt(Math.max(0, x * x - 2 * correlation * x * y + y * y));
  }

  /**
   * φ of the four counts, 0 where a margin is empty. A positive one is taken half a clip short
   * (Newcombe's correction), and not below 0.
   */
  private static double correlation(double a, double b, double c, double d) {
    double margins = (a + b) * (c + d) * (a + c) * (b + d);
    if (margins == 0) {
      return 0;
    }
    double determinant = a * d - b * c;
    if (determinant > 0) {
      determinant = Math.max(0, determinant - (a + b + c + d) / 2);
    }
    return determinant / Math.sqrt(margins);
  }
}
