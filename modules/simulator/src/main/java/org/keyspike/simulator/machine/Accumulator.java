package org.keyspike.simulator.machine;

import java.util.Arrays;

/**
 * The sums of one time step, one per lane. Words that came are added four in one pass over the
 * lanes, which takes hardly longer than one, or when somebody looks at the sums. Lanes without an
 * output, which nobody looks at, are left out.
 */
final class Accumulator {
  private static final int AT_ONCE = 4;

  private final int[] sums;
  private final int[] zeros;
  private final int[][] waiting = new int[AT_ONCE][];
  private int count;
  private int shift;

  Accumulator(int lanes) {
    sums = new int[lanes];
    zeros = new int[lanes];
  }

  void clear() {
    Arrays.fill(sums, 0);
    count = 0;
  }

  /**
   * Adds a word, one weight for each output, each shifted left.
   *
   * @param word as long as all others since the sums were 0
   */
  void add(int[] word, int shift) {
    if (shift != this.shift) {
      addWaiting();
      this.shift = shift;
    }
    waiting[count++] = word;
    if (count == AT_ONCE) {
      addWaiting();
    }
  }

  /** The sums of all that was added. */
  int[] sums() {
    addWaiting();
    return sums;
  }

  private void addWaiting() {
    if (count > 0) {
      Arrays.fill(waiting, count, AT_ONCE, zeros);
      add(waiting[0], waiting[1], waiting[2], waiting[3], shift, sums);
      count = 0;
    }
  }

  private static void add(int[] a, int[] b, int[] c, int[] d, int shift, int[] sums) {
    for (int lane = 0; lane < a.length; lane++) {
      sums[lane] += a[lane] + b[lane] + c[lane] + d[lane] << shift;
    }
  }
}
