package org.keyspike.pipeline.results;

import org.keyspike.verification.Compared;
import org.keyspike.verification.StreamAgreement;
import org.keyspike.verification.TestBench;

/**
 * The numbers that were compared, from the first sample to the last decision.
 *
 * @param compared of the clips, by kind
 * @param detectedClips clips in which the detector hears a keyword
 * @param stream clips as one stream; of none without sound, and where every frame is answered
 */
public record AgreedNumbers(Compared compared, int detectedClips, StreamAgreement stream) {

  /** Of no clips. */
  public static final AgreedNumbers NONE =
      new AgreedNumbers(Compared.NONE, 0, StreamAgreement.NONE);

  public AgreedNumbers {
    if (compared == null || stream == null) {
      throw new IllegalArgumentException("found no compared or no stream");
    }
  }

  /** What a test bench compared. */
  public static AgreedNumbers of(TestBench.Outcome outcome) {
    return new AgreedNumbers(
        outcome.compared(), outcome.device().detected(), outcome.device().stream());
  }

  /** Whether clips began with samples of 16 bits, as on a device: with a front end in integers. */
  public boolean fromSamples() {
    return compared.samples() > 0;
  }
}
