package org.keyspike.evaluation;

import java.util.Arrays;
import java.util.List;

/**
 * The prior knowledge of phones: which follows which, how long they last, how often each class is
 * right. Estimated on the training part.
 *
 * @param bigram ln P(next | previous), (P+1, P+1); the last row is the beginning, the last column
 *     the end of an utterance
 * @param shortest frames that each phone lasts at least, (P)
 * @param priors ln P(class) of a frame, (K)
 */
public record PhoneModel(double[][] bigram, int[] shortest, double[] priors) {

  /**
   * Estimates it. The bigram is smoothed by Witten and Bell: P(b|a) = (n(a,b) + r(a)·P(b)) / (n(a)
   * + r(a)), with r(a) the number of different phones seen after a, and P(b) counted with one more
   * of each. Priors are counted with one more of each class.
   *
   * @param phones P
   * @param classes K
   * @param transcripts phones of each training utterance
   * @param labels classes of its frames
   * @param durations frames of each phone, as often as it was said
   * @param shortest part of each phone's durations that may be cut off, 0 to 1
   */
  public static PhoneModel estimate(
      int phones,
      int classes,
      List<int[]> transcripts,
      List<int[]> labels,
      List<int[]> durations,
      double shortest) {
    double[] priors = new double[classes];
    Arrays.fill(priors, 1);
    labels.forEach(frames -> Arrays.stream(frames).forEach(label -> priors[label]++));
    double all = Arrays.stream(priors).sum();
    int[] least = new int[phones];
    for (int p = 0; p < phones; p++) {
      int[] sorted = durations.get(p).clone();
      Arrays.sort(sorted);
      least[p] =
          sorted.length == 0 ? 1 : Math.max(1, sorted[(int) (shortest * (sorted.length - 1))]);
    }
    return new PhoneModel(
        bigram(phones, transcripts),
        least,
        Arrays.stream(priors).map(count -> StrictMath.log(count / all)).toArray());
  }

  private static double[][] bigram(int phones, List<int[]> transcripts) {
    int boundary = phones;
    double[][] pairs = new double[phones + 1][phones + 1];
    double[] singles = new double[phones + 1];
    // Nothing follows the end, so that the end never comes at once: an utterance has a phone.
    Arrays.fill(singles, 1);
    for (int[] transcript : transcripts) {
      int previous = boundary;
      for (int phone : transcript) {
        pairs[previous][phone]++;
        singles[phone]++;
        previous = phone;
      }
      pairs[previous][boundary]++;
      singles[boundary]++;
    }
    double all = Arrays.stream(singles).sum();
    for (double[] row : pairs) {
      double seen = Arrays.stream(row).sum();
      double kinds = Arrays.stream(row).filter(count -> count > 0).count();
      for (int b = 0; b <= phones; b++) {
        double likely = singles[b] / all;
        row[b] = StrictMath.log(seen == 0 ? likely : (row[b] + kinds * likely) / (seen + kinds));
      }
    }
    return pairs;
  }
}
