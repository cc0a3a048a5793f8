package org.keyspike.verification;

import java.util.Optional;

/**
 * The finding of a comparison.
 *
 * @param compared how many numbers
 * @param mismatches of these, those that differ
 * @param first the first of them, for people: its kind and place, what was found and what was
 *     expected
 */
public record Comparison(Compared compared, long mismatches, Optional<String> first) {

  /** Of nothing. */
  public static final Comparison NONE = new Comparison(Compared.NONE, 0, Optional.empty());

  /** This one and then another. */
  Comparison plus(Comparison other) {
    return new Comparison(
        compared.plus(other.compared), mismatches + other.mismatches, first.or(() -> other.first));
  }

  /** The same, its first mismatch told with who was compared. */
  Comparison by(String who) {
    return new Comparison(compared, mismatches, first.map(mismatch -> who + ": " + mismatch));
  }

  /** Whether nothing differed. */
  public boolean identical() {
    return mismatches == 0;
  }
}
