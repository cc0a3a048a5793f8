package org.keyspike.evaluation;

import java.util.Arrays;
import java.util.List;

/**
 * The paired permutation test by speaker: if two systems were equally good, each speaker's
 * difference could as well have had the other sign.
 *
 * <p>With d_g the answers that the second has right less those of the first, over all clips of
 * speaker g, and n answers in all, the effect is Σ d_g / n and
 *
 * <pre>
 *   p = P(|Σ σ_g·d_g| ≥ |Σ d_g|),   σ_g = ±1, each with probability ½
 * </pre>
 *
 * <p>As the d_g are whole numbers, the distribution of the sum is computed exactly, speaker by
 * speaker, for any number of speakers: nothing is drawn. Its interval is that of {@link Bootstrap}
 * over speakers. With every clip a speaker of its own, p is McNemar's exact one.
 *
 * <p>Source: R. A. Fisher, "The Design of Experiments", 1935, section 21.
 */
public final class SpeakerPermutation {
  private static final String NAME = "permutation by speaker";

  private SpeakerPermutation() {}

  /**
   * Compares two systems, speaker by speaker. Refused where there are not two speakers.
   *
   * @param first what one system scored on each clip
   * @param second what the other scored on the same clips
   * @throws IllegalArgumentException if there are no clips, or not the same
   */
  public static Comparison test(List<ClipScore> first, List<ClipScore> second) {
    int[] gains = Pairs.gains(first, second);
    SpeakerGroups groups = SpeakerGroups.ofClips(first);
    if (!groups.bySpeaker()) {
      return new Comparison.Refused(
          NAME, 0, "needs at least two speakers, and who speaks in which clip");
    }
    int answers = first.stream().mapToInt(clip -> clip.accuracy().count()).sum();
    return new Comparison.Tested(
        NAME,
        groups.count(),
        (double) Arrays.stream(gains).sum() / answers,
        Bootstrap.interval(first, second, Bootstrap.SEED),
        p(groups.sums(gains)));
  }

  /** The part of all 2ⁿ signs whose sum lies at least as far from 0. */
  static double p(int[] differences) {
    int reach = Arrays.stream(differences).map(Math::abs).sum();
    int observed = Math.abs(Arrays.stream(differences).sum());
    double[] probability = new double[2 * reach + 1];
    probability[reach] = 1;
    int reached = 0;
    for (int difference : differences) {
      int d = Math.abs(difference);
      double[] next = new double[probability.length];
      for (int at = reach - reached; at <= reach + reached; at++) {
        next[at - d] += probability[at] / 2;
        next[at + d] += probability[at] / 2;
      }
      reached += d;
      probability = next;
    }
    double tail = 0;
    for (int sum = observed; sum <= reach; sum++) {
      tail += probability[reach + sum] + (sum == 0 ? 0 : probability[reach - sum]);
    }
    return Math.min(1, tail);
  }
}
