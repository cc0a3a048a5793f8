package org.keyspike.evaluation;

import java.util.List;

/** The check that two systems were scored on the same things. */
final class Pairs {
  private Pairs() {}

  /**
   * Differences are rounded to multiples of its inverse: k/n − (k−1)/n must be the same number for
   * every k, or ties are missed.
   */
  private static final double GRID = 1e12;

  /** The differences second − first of scores (n), one a seed, to 12 decimals. */
  static double[] differences(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "comparison: " + first.length + " and " + second.length + " scores, expected pairs");
    }
    double[] differences = new double[first.length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = Math.rint((second[i] - first[i]) * GRID) / GRID;
      if (!Double.isFinite(differences[i])) {
        throw new IllegalArgumentException(
            "comparison: scores " + first[i] + " and " + second[i] + ", expected finite ones");
      }
    }
    return differences;
  }

  /** The answers that the second has right less those of the first, of every clip. */
  static int[] gains(List<ClipScore> first, List<ClipScore> second) {
    requireSameClips(
        first.stream().map(ClipScore::accuracy).toList(),
        second.stream().map(ClipScore::accuracy).toList());
    int[] gains = new int[first.size()];
    for (int i = 0; i < gains.length; i++) {
      gains[i] = second.get(i).accuracy().correct() - first.get(i).accuracy().correct();
    }
    return gains;
  }

  /** That both scored the same clips, as far as their number and their frames tell. */
  static void requireSameClips(List<Accuracy> first, List<Accuracy> second) {
    if (first.isEmpty() || first.size() != second.size()) {
      throw new IllegalArgumentException(
          "comparison: "
              + first.size()
              + " and "
              + second.size()
              + " clips, expected as many of both, at least 1");
    }
    for (int i = 0; i < first.size(); i++) {
      if (first.get(i).count() != second.get(i).count()) {
        throw new IllegalArgumentException(
            "comparison: clip "
                + i
                + " has "
                + first.get(i).count()
                + " and "
                + second.get(i).count()
                + " answers, expected as many of both");
      }
    }
  }
}
