package org.keyspike.verification;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Locale;

/**
 * The agreement of clips as one stream, taken sample by sample and all at once.
 *
 * @param clips whose samples were joined
 * @param seconds of sound
 * @param answers of the network to the stream
 * @param detections of its detector among them
 * @param comparison of the features, and of the logits and the detector's numbers of every answer
 */
public record StreamAgreement(
    int clips, double seconds, int answers, int detections, @JsonUnwrapped Comparison comparison) {

  /** Of no stream. */
  public static final StreamAgreement NONE = new StreamAgreement(0, 0, 0, 0, Comparison.NONE);

  /** For people, in one line. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%s sample by sample and all at once: %,d clips as one stream of %.0f s, %,d answers, %,d detections",
        comparison.identical() ? "identical" : "NOT identical",
        clips,
        seconds,
        answers,
        detections);
  }
}
