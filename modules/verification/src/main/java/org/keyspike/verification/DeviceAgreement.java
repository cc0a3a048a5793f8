package org.keyspike.verification;

/**
 * The agreement of what a device does before the network and behind it: features of samples, and
 * detections of logits.
 *
 * @param features those that the network was scored with and those that the image's front end makes
 *     of the sound, in chunks; of nothing without sound
 * @param detections the detector on the machine's logits and on those of the forward pass, each
 *     clip from the first state, against its definition on the integer network's; of nothing where
 *     every frame is answered
 * @param detected clips in which a keyword is detected
 * @param stream clips as one stream; of none without sound
 */
public record DeviceAgreement(
    Comparison features, Comparison detections, int detected, StreamAgreement stream) {

  /** Numbers that differ. */
  long mismatches() {
    return features.mismatches() + detections.mismatches() + stream.comparison().mismatches();
  }
}
