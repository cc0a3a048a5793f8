package org.keyspike.evaluation;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

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
  /** Bits of an integer that a double holds, rounded. */
  private static final int LARGEST = Double.MAX_EXPONENT + 1;

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
    BigInteger numerator = BigInteger.ZERO;
    BigInteger denominator = BigInteger.ONE;
    for (var same : correctByCount.entrySet()) {
      BigInteger count = BigInteger.valueOf(same.getKey());
      numerator =
          numerator.multiply(count).add(BigInteger.valueOf(same.getValue()).multiply(denominator));
      denominator = denominator.multiply(count);
      // Small, however many speakers there are.
      BigInteger common = numerator.gcd(denominator);
      numerator = numerator.divide(common);
      denominator = denominator.divide(common);
    }
    denominator = denominator.multiply(BigInteger.valueOf(groups.count()));
    BigInteger common = numerator.gcd(denominator);
    return Optional.of(quotient(numerator.divide(common), denominator.divide(common)));
  }

  /** Of a reduced fraction from 0 to 1. */
  private static double quotient(BigInteger numerator, BigInteger denominator) {
    // Frames of many utterances have a common denominator that no double holds.
    int over =
        denominator.bitLength() <= LARGEST ? 0 : denominator.bitLength() - Double.MAX_EXPONENT;
    return numerator.shiftRight(over).doubleValue() / denominator.shiftRight(over).doubleValue();
  }
}
