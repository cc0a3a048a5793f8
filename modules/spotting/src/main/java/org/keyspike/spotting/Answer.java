package org.keyspike.spotting;

import java.util.Arrays;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.evaluation.Decision;
import org.keyspike.integer.IntegerDetectorSettings;

/**
 * The answer of a network to the last T frames of a stream. The arrays are the answer's own.
 *
 * @param frame frames that the stream has had, 10 ms each, at least T
 * @param logitUnits (K), integers that stand for their 2^−f-fold
 * @param logitFraction f, −128 to 127; 10 of a float network, whose logits are rounded to that unit
 * @param posteriorUnits (K), the softmax of the logits, 0 to 32768, which stands for 1 (Q15)
 */
public record Answer(long frame, int[] logitUnits, int logitFraction, int[] posteriorUnits) {
  private static final int MILLIS_PER_FRAME = 1000 / FrontEndSettings.FRAME_RATE;

  /** Logits in the float network's unit, (K), exactly what their integers stand for. */
  public double[] logits() {
    double unit = Math.scalb(1.0, -logitFraction);
    return Arrays.stream(logitUnits).mapToDouble(logit -> logit * unit).toArray();
  }

  /** Posteriors, (K), multiples of 2^−15 from 0 to 1; their sum is 1 but for rounding. */
  public double[] posteriors() {
    return Arrays.stream(posteriorUnits)
        .mapToDouble(posterior -> (double) posterior / IntegerDetectorSettings.ONE)
        .toArray();
  }

  /** The class of the largest logit; of equal ones the lowest. */
  public int best() {
    return Decision.of(logitUnits);
  }

  /** Time in the stream, ms: when the answer's last sample came; saturating. */
  public long millis() {
    return frame > Long.MAX_VALUE / MILLIS_PER_FRAME ? Long.MAX_VALUE : frame * MILLIS_PER_FRAME;
  }

  /** The same in seconds. */
  public double seconds() {
    return (double) frame / FrontEndSettings.FRAME_RATE;
  }
}
