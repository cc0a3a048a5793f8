package org.keyspike.verification;

import java.util.Optional;
import org.keyspike.simulator.explain.TraceAgreement;

/**
 * The agreement with answers that were known before.
 *
 * @param traces of integer network and machine
 * @param features that the image's front end makes of the samples; of nothing where answers have no
 *     samples
 * @param stream the answers and detections to all samples as one stream; likewise
 */
public record KnownAgreement(TraceAgreement traces, Comparison features, Comparison stream) {

  /** With no answers. */
  public static final KnownAgreement NONE =
      new KnownAgreement(TraceAgreement.NONE, Comparison.NONE, Comparison.NONE);

  /** Whether nothing differed. */
  public boolean identical() {
    return mismatches() == 0;
  }

  /** Numbers that differ. */
  public long mismatches() {
    return features.mismatches() + traces.mismatches() + stream.mismatches();
  }

  /** How many numbers were compared. */
  public Compared compared() {
    return Compared.of(traces.counts()).plus(features.compared()).plus(stream.compared());
  }

  /** The first mismatch, for people, in the order in which the numbers are made. */
  public Optional<String> first() {
    return features.first().or(() -> traces.first().map(Object::toString)).or(stream::first);
  }
}
