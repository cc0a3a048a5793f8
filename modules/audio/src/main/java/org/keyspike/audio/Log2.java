package org.keyspike.audio;

/**
 * The logarithm to base 2 in integers: the leading bit's position, and a table for what follows.
 */
final class Log2 {
  private final int[] table;

  /**
   * @param table (129), Q16: log₂(1 + i/128)
   */
  Log2(int[] table) {
    this.table = table.clone();
  }

  /** Q16, 0 to 63 · 2¹⁶, of a number above 0. */
  int of(long value) {
    int zeros = Long.numberOfLeadingZeros(value);
    // The 23 bits after the leading one, which falls out of an int.
    int fraction = (int) (value << zeros >>> 40) & 0x7F_FFFF;
    int i = fraction >> 16;
    int step = table[i + 1] - table[i];
    return (63 - zeros << 16) + table[i] + (int) ((long) step * (fraction & 0xFFFF) + 32_768 >> 16);
  }
}
