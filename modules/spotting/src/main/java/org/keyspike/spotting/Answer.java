package org.keyspike.spotting;

import org.keyspike.audio.FrontEndSettings;
import org.keyspike.evaluation.Decision;

/**
 * The answer of a network to the last T frames of a stream. The arrays are the answer's own.
 *
 * @param frame frames that the stream has had, 10 ms each, at least T
 * @param logits (K), in the float network's unit; of a weight image exactly its integers times 2^−f
 * @param posteriors (K), the softmax of the logits; their sum is 1
 */
public record Answer(long frame, double[] logits, double[] posteriors) {
  private static final int MILLIS_PER_FRAME = 1000 / FrontEndSettings.FRAME_RATE;

  /** The class of the largest logit; of equal ones the lowest. */
  public int best() {
    return Decision.of(logits);
  }

  /** Time in the stream, ms: when the answer's last sample came. */
  public long millis() {
    return frame * MILLIS_PER_FRAME;
  }

  /** The same in seconds. */
  public double seconds() {
    return millis() / 1000.0;
  }
}
