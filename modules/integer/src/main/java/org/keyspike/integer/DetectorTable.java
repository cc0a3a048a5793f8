package org.keyspike.integer;

/**
 * 2^−x for the integer detector: T_i = ⌊32768 · 2^(−i/64) + ½⌋, i = 0…64, and a straight line
 * between two entries.
 */
public final class DetectorTable {
  private static final int INTERVALS = 64;
  private static final int[] POWERS = compute();

  private DetectorTable() {}

  /** T, (65), Q15, falling from 32768 to 16384. */
  public static int[] powers() {
    return POWERS.clone();
  }

  /**
   * w: 2^−x, Q15.
   *
   * @param x Q10, 0 or more
   */
  static int weight(long x) {
    long halvings = x >> 10;
    if (halvings > 16) {
      return 0;
    }
    int shift = (int) halvings;
    int m = (int) (x & 1023);
    int i = m >> 4;
    int v = POWERS[i] - (((POWERS[i] - POWERS[i + 1]) * (m & 15) + 8) >> 4);
    return (v + ((1 << shift) >> 1)) >> shift;
  }

  /** StrictMath, so that every machine gets the same integers. */
  private static int[] compute() {
    int[] powers = new int[INTERVALS + 1];
    for (int i = 0; i < powers.length; i++) {
      double power = StrictMath.pow(2, -i / (double) INTERVALS);
      powers[i] = (int) StrictMath.floor(IntegerDetectorSettings.ONE * power + 0.5);
    }
    return powers;
  }
}
