package org.keyspike.integer;

/**
 * The range of what membranes were seen to hold.
 *
 * @param largest |u|, or |w| of adaptive neurons, either way from 0
 * @param highest u, or |w| of adaptive neurons: how far a potential rises; 0 to {@code largest}
 */
public record PotentialRange(float largest, float highest) {

  /** What both hold. */
  public PotentialRange and(PotentialRange other) {
    return new PotentialRange(Math.max(largest, other.largest), Math.max(highest, other.highest));
  }

  /** The same with a headroom. */
  public PotentialRange times(float headroom) {
    return new PotentialRange(headroom * largest, headroom * highest);
  }
}
