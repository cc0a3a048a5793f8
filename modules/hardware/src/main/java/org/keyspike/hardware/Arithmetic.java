package org.keyspike.hardware;

import org.keyspike.network.SpecException;

/**
 * The sizes that a machine computes an image with.
 *
 * @param timeSteps TS
 * @param weightBits of every weight
 * @param membraneBits of every membrane
 * @param lanes outputs per weight word, 1 to 1024
 */
public record Arithmetic(int timeSteps, int weightBits, int membraneBits, int lanes) {
  /** The widest weight word. */
  public static final int LARGEST_LANES = 1024;

  public Arithmetic {
    requireLanes(lanes);
  }

  static void requireLanes(int lanes) {
    if (lanes < 1 || lanes > LARGEST_LANES) {
      throw new SpecException("lanes", lanes, "1 to " + LARGEST_LANES);
    }
  }
}
