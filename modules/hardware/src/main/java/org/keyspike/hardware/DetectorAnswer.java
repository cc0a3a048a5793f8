package org.keyspike.hardware;

import java.util.Arrays;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.network.SpecException;

/**
 * What a network and its detector say at one moment of a stream. Arrays are shared, not to be
 * written to.
 *
 * @param frame frames since the start of the stream
 * @param logits z, (K)
 * @param posteriors p, (K), Q15, 0 to 32768: of this answer, before they are smoothed
 * @param label of the class that wins over the last answers, 0 to K − 1
 * @param score its mean posterior, Q15, 0 to 32768
 * @param detected whether it is detected now
 */
public record DetectorAnswer(
    long frame, int[] logits, int[] posteriors, int label, int score, boolean detected) {

  /**
   * @throws SpecException if a number is out of its range
   */
  public DetectorAnswer {
    if (logits.length != posteriors.length) {
      throw new SpecException(
          "answer.posteriors", posteriors.length, logits.length + ", one a logit");
    }
    require("frame", frame, 1, Long.MAX_VALUE);
    require("label", label, 0, logits.length - 1);
    require("score", score, 0, IntegerDetectorSettings.ONE);
    for (int posterior : posteriors) {
      require("posteriors", posterior, 0, IntegerDetectorSettings.ONE);
    }
  }

  /** K. */
  public int classes() {
    return logits.length;
  }

  private static void require(String field, long value, long low, long high) {
    if (value < low || value > high) {
      throw new SpecException("answer." + field, value, low + " to " + high);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DetectorAnswer that
        && frame == that.frame
        && Arrays.equals(logits, that.logits)
        && Arrays.equals(posteriors, that.posteriors)
        && label == that.label
        && score == that.score
        && detected == that.detected;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(frame) + Arrays.hashCode(logits);
  }
}
