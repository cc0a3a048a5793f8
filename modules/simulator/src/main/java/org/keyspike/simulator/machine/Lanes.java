package org.keyspike.simulator.machine;

import java.util.Arrays;

/**
 * The adders: each lane has one accumulator per time step and sees the same input. A weight word
 * that was asked for is added when the memory has it, which may be cycles later.
 */
final class Lanes {
  private final int[][] accumulators;
  private final int[][] words;
  private final int[] shifts;
  private final int[] steps;
  private final boolean[] merged;
  private int pending;

  Lanes(int lanes, int timeSteps, int latency) {
    accumulators = new int[timeSteps][lanes];
    words = new int[latency + 1][];
    shifts = new int[latency + 1];
    steps = new int[latency + 1];
    merged = new boolean[latency + 1];
  }

  /** The sums of one step, one per lane. */
  int[] accumulator(int step) {
    return accumulators[step];
  }

  void clear() {
    for (int[] accumulator : accumulators) {
      Arrays.fill(accumulator, 0);
    }
  }

  /**
   * Expects a weight word.
   *
   * @param cycle in which it comes
   * @param word one weight per lane
   * @param steps in which its input spikes, bit k for step k
   * @param merge whether all of them go to the first accumulator
   */
  void expect(long cycle, int[] word, int shift, int steps, boolean merge) {
    int slot = (int) (cycle % words.length);
    words[slot] = word;
    shifts[slot] = shift;
    this.steps[slot] = steps;
    merged[slot] = merge;
    pending++;
  }

  /** Whether no word is on its way. */
  boolean idle() {
    return pending == 0;
  }

  /** The end of a cycle: what came is added. */
  void cycle(long now) {
    if (pending == 0) {
      return;
    }
    int slot = (int) (now % words.length);
    int[] word = words[slot];
    if (word == null) {
      return;
    }
    for (int k = 0; k < 2; k++) {
      if ((steps[slot] >> k & 1) != 0) {
        add(accumulators[merged[slot] ? 0 : k], word, shifts[slot]);
      }
    }
    words[slot] = null;
    pending--;
  }

  private static void add(int[] accumulator, int[] word, int shift) {
    for (int lane = 0; lane < accumulator.length; lane++) {
      accumulator[lane] += word[lane] << shift;
    }
  }
}
