package org.keyspike.evaluation;

import java.util.List;

/**
 * The comparison of two systems on the same clips, by what these say of their speakers: the
 * permutation test by speaker where there are at least two, McNemar's over clips where there are
 * not and a clip has one answer, and the paired bootstrap over clips where it has several.
 */
public final class ClipComparison {
  private ClipComparison() {}

  /**
   * Compares two systems, speaker by speaker or clip by clip.
   *
   * @param first what one system scored on each clip
   * @param second what the other scored on the same clips
   * @throws IllegalArgumentException if there are no clips, or not the same
   */
  public static Comparison of(List<ClipScore> first, List<ClipScore> second) {
    if (SpeakerGroups.ofClips(first).bySpeaker()) {
      return SpeakerPermutation.test(first, second);
    }
    return first.stream().allMatch(clip -> clip.accuracy().count() == 1)
        ? McNemar.test(accuracies(first), accuracies(second))
        : Bootstrap.test(first, second, Bootstrap.SEED);
  }

  private static List<Accuracy> accuracies(List<ClipScore> clips) {
    return clips.stream().map(ClipScore::accuracy).toList();
  }
}
