package org.keyspike.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keyspike.hardware.DetectorAnswer;
import org.keyspike.integer.IntegerDetectorSettings;

/**
 * The detector as it is defined, with all answers of a stream at hand: nothing runs on from one
 * answer to the next but the refractory time, and every mean is summed anew. The second opinion on
 * the detector that runs on.
 */
final class DetectorDefinition {
  private static final long LOG2_E = 94_548;
  private static final int NEGLIGIBLE = 16;

  private final IntegerDetectorSettings settings;
  private final int shift;
  private final long[] powers = new long[65];

  /**
   * @param logitFraction f: a logit z stands for z·2^−f
   */
  DetectorDefinition(IntegerDetectorSettings settings, int logitFraction) {
    this.settings = settings;
    shift = logitFraction + 6;
    Arrays.setAll(
        powers,
        i -> (long) Math.floor(IntegerDetectorSettings.ONE * StrictMath.pow(2, -i / 64.0) + 0.5));
  }

  /** The first answer of a stream, at a frame. */
  DetectorAnswer first(long frame, int[] logits) {
    return all(List.of(frame), List.of(logits)).get(0);
  }

  /**
   * The answers of a stream.
   *
   * @param frames since its start, of every answer
   * @param logits (K) of every answer
   */
  List<DetectorAnswer> all(List<Long> frames, List<int[]> logits) {
    List<int[]> posteriors = logits.stream().map(this::posteriors).toList();
    List<DetectorAnswer> answers = new ArrayList<>();
    long silentUntil = Long.MIN_VALUE;
    for (int i = 0; i < logits.size(); i++) {
      int count = Math.min(settings.smoothing(), i + 1);
      long[] sums = new long[settings.classes()];
      for (int[] past : posteriors.subList(i + 1 - count, i + 1)) {
        for (int k = 0; k < sums.length; k++) {
          sums[k] += past[k];
        }
      }
      int winner = 0;
      for (int k = 1; k < sums.length; k++) {
        winner = sums[k] > sums[winner] ? k : winner;
      }
      long threshold = settings.thresholds().values()[winner];
      boolean detected =
          threshold > 0 && sums[winner] >= threshold * count && frames.get(i) >= silentUntil;
      if (detected) {
        silentUntil = frames.get(i) + settings.refractoryFrames();
      }
      answers.add(
          new DetectorAnswer(
              frames.get(i),
              logits.get(i),
              posteriors.get(i),
              winner,
              (int) (sums[winner] / count),
              detected));
    }
    return answers;
  }

  private int[] posteriors(int[] logits) {
    long largest = Arrays.stream(logits).max().orElseThrow();
    long[] weights = Arrays.stream(logits).mapToLong(logit -> weight(largest - logit)).toArray();
    long each = (1L << 45) / Arrays.stream(weights).sum();
    return Arrays.stream(weights).mapToInt(w -> (int) (w * each + (1 << 29) >> 30)).toArray();
  }

  /** w of a logit that is so far below the largest. */
  private long weight(long distance) {
    if (distance == 0 || shift >= 50) {
      return powers[0];
    }
    if (shift <= 0) {
      return 0;
    }
    long x = distance * LOG2_E + (1L << shift - 1) >> shift;
    long n = x >> 10;
    int i = (int) (x % 1024) >> 4;
    long between = powers[i] - ((powers[i] - powers[i + 1]) * (x % 16) + 8 >> 4);
    return n > NEGLIGIBLE ? 0 : between + ((1L << n) >> 1) >> n;
  }
}
