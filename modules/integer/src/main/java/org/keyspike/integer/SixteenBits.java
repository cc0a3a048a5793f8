package org.keyspike.integer;

/** Numbers of 16 bits, and shifts that round towards zero. */
final class SixteenBits {
  private SixteenBits() {}

  /** Clips to −32768 … 32767. */
  static int saturated(int value) {
    return Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
  }

  /**
   * tz: sign(a) · (|a| &gt;&gt; k), so that two shifts are one by the sum of their places.
   *
   * @param places 0 to 31
   */
  static int towardsZero(int value, int places) {
    return value < 0 ? -(-value >> places) : value >> places;
  }

  /**
   * The least k of 0 … levels − 1 with value ≥ 2^(fraction − k), or −1.
   *
   * @param fraction at least levels − 1
   */
  static int exponent(int value, int fraction, int levels) {
    for (int k = 0; k < levels; k++) {
      if (value >= 1 << (fraction - k)) {
        return k;
      }
    }
    return -1;
  }
}
