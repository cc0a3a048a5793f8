package org.keyspike.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * The accuracy that one speaker can expect: the mean over speakers g of correct_g / count_g. A
 * speaker with many clips counts as much as one with few, so a single one cannot choose an epoch or
 * a setting for all.
 *
 * <p>The sum is exact, a reduced fraction that is divided at the end: equal means are equal
 * numbers, and where all speakers have as many answers it is the accuracy of all answers to the
 * last bit.
 */
public final class SpeakerMean {
  private SpeakerMean() {}

  /** The mean over speakers; empty where there are not two. */
  public static Optional<Double> of(List<ClipScore> clips) {
    SpeakerGroups groups = SpeakerGroups.ofClips(clips);
    if (!groups.bySpeaker()) {
      return Optional.empty();
    }
    int[] correct = groups.sums(clips.stream().mapToInt(c -> c.accuracy().correct()).toArray());
    int[] counts = groups.sums(clips.stream().mapToInt(c -> c.accuracy().count()).toArray());
    TreeMap<Integer, Long> correctByCount = new TreeMap<>();
    for (int g = 0; g < counts.length; g++) {
      correctByCount.merge(counts[g], (long) correct[g], Long::sum);
    }
    BigFraction sum = BigFraction.ZERO;
    for (var same : correctByCount.entrySet()) {
      sum = sum.add(new BigFraction(same.getValue(), same.getKey().longValue()));
    }
    return Optional.of(sum.divide(groups.count()).doubleValue());
  }
}
