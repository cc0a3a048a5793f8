package org.keyspike.simulator.explain;

import java.util.Optional;
import org.keyspike.integer.Trace;

/**
 * Whether two computations of one network said the same to so many clips, number for number. The
 * order of adding clips does not matter: of all mismatches the first is the one of the lowest clip.
 *
 * @param clips compared
 * @param frames compared
 * @param mismatches numbers that differ: spikes, potentials, adaptations and logits
 * @param firstOrNull the first of them, or null
 */
public record TraceAgreement(long clips, long frames, long mismatches, Mismatch firstOrNull) {

  /** Of no clip. */
  public static final TraceAgreement NONE = new TraceAgreement(0, 0, 0, null);

  /**
   * One clip compared. Potentials and adaptations are compared if both recorded them.
   *
   * @param clip its number, for the message
   * @param expected what the reference said
   * @param found what the computation under test said
   * @throws IllegalArgumentException if the two are not of the same shape
   */
  public static TraceAgreement of(int clip, Trace expected, Trace found) {
    return new TraceComparison(clip, expected, found).run();
  }

  /** Both together. */
  public TraceAgreement plus(TraceAgreement other) {
    Mismatch first = firstOrNull;
    if (first == null || (other.firstOrNull != null && other.firstOrNull.clip() < first.clip())) {
      first = other.firstOrNull == null ? first : other.firstOrNull;
    }
    return new TraceAgreement(
        clips + other.clips, frames + other.frames, mismatches + other.mismatches, first);
  }

  /** Whether nothing differed. */
  public boolean identical() {
    return mismatches == 0;
  }

  /** The first mismatch: by clip, frame, step, layer and neuron. */
  public Optional<Mismatch> first() {
    return Optional.ofNullable(firstOrNull);
  }
}
