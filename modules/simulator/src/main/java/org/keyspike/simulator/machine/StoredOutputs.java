package org.keyspike.simulator.machine;

import org.keyspike.integer.IntegerCode;

/**
 * The outputs of a layer as the spike memory stores them, in as many bits as their code has: a
 * spike and a graded output as the number that it is, 2^i as i + 1, and 0 as 0, so that a word of
 * zeros is one that nobody needs to look at.
 */
final class StoredOutputs {
  private StoredOutputs() {}

  /** What a code of a power of two or another one stands for. */
  static int output(IntegerCode code, int stored) {
    return code instanceof IntegerCode.PowersOfTwo && stored > 0 ? 1 << stored - 1 : stored;
  }

  /** The highest power of two whose level a potential reaches, as it is stored. */
  static int power(int levels, int potential, int threshold) {
    for (int k = 0; k < levels; k++) {
      if (potential >= threshold >> k) {
        return levels - k;
      }
    }
    return 0;
  }

  /** What a soft reset by a stored power of two leaves of a potential. */
  static int left(int levels, int potential, int threshold, int stored) {
    return stored == 0 ? potential : potential - (threshold >> levels - stored);
  }

  /** A graded output. */
  static int graded(IntegerCode.Graded code, int potential, int threshold) {
    return potential >= threshold
        ? Math.max(0, Math.min(code.largest(), potential >> code.shift()))
        : 0;
  }
}
