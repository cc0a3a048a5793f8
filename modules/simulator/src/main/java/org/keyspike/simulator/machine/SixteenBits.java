package org.keyspike.simulator.machine;

/** Numbers of 16 bits, and shifts that round towards zero, as lanes of the state unit have them. */
final class SixteenBits {
  private SixteenBits() {}

  /** Clips to −32768 … 32767. */
  static int saturated(int value) {
    return Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
  }

  /**
   * sign(a) · (|a| &gt;&gt; k).
   *
   * @param places k; more than 31 leave 0 as 31 do
   */
  static int towardsZero(int value, int places) {
    int shift = Math.min(places, Integer.SIZE - 1);
    return value < 0 ? -(-value >> shift) : value >> shift;
  }

  /** The least k of 0 … levels − 1 with value ≥ 2^(fraction − k), or −1. */
  static int exponent(int value, int fraction, int levels) {
    int stored = StoredOutputs.power(levels, value, 1 << fraction);
    return stored == 0 ? -1 : levels - stored;
  }
}
