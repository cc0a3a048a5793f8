package org.keyspike.integer;

import java.util.Optional;

/**
 * One block of a state space in integers.
 *
 * @param in from u to x̂ (N), ẑ (N), B̂ (S), Ĉ (S), p (H), in units of 2^−F_v
 * @param out from y′ to the stream, in its units
 * @param thresholds of its neurons; empty unless they are graded
 * @param valueFraction F_v, bits below the point of what the first map makes
 */
public record IntegerBlock(
    IntegerMap in, IntegerMap out, Optional<Thresholds> thresholds, int valueFraction) {

  /**
   * τ of graded neurons, 0 to 32767 in the units of their potentials.
   *
   * @param stream of E_u, (M)
   * @param value of E_x, (N)
   * @param output of E_y, (N)
   */
  public record Thresholds(IntegerVector stream, IntegerVector value, IntegerVector output) {}

  /** N. */
  public int channels() {
    return out.weight().columns();
  }
}
