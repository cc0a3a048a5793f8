package org.keyspike.simulator.explain;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.keyspike.integer.Trace;

/**
 * The agreement of two computations of one network on so many clips, number for number. The order
 * of adding clips does not matter: of all mismatches the first is the one of the lowest clip.
 *
 * @param clips compared
 * @param frames compared
 * @param counts numbers compared, by kind
 * @param mismatches numbers of these that differ
 * @param first the first of them by clip, frame, step, layer and neuron
 */
public record TraceAgreement(
    long clips, long frames, TraceCounts counts, long mismatches, Optional<Mismatch> first) {

  /** Of no clip. */
  public static final TraceAgreement NONE =
      new TraceAgreement(0, 0, TraceCounts.NONE, 0, Optional.empty());

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
    return new TraceAgreement(
        clips + other.clips,
        frames + other.frames,
        counts.plus(other.counts),
        mismatches + other.mismatches,
        Stream.of(first, other.first)
            .flatMap(Optional::stream)
            .min(Comparator.comparingInt(Mismatch::clip)));
  }

  /** Numbers compared, of all kinds. */
  public long compared() {
    return counts.total();
  }

  /** Of these, those that are membrane potentials. */
  public long potentials() {
    return counts.potentials();
  }

  /** Whether nothing differed. */
  public boolean identical() {
    return mismatches == 0;
  }
}
