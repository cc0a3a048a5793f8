package org.keyspike.simulator.machine;

import java.util.Arrays;

/**
 * The adders: each lane has one accumulator per time step and sees the same input. A weight word
 * that was asked for is added when the memory has it, which may be cycles later.
 */
final class Lanes {
  private final Accumulator[] accumulators;
  private final boolean atOnce;
  private final int mask;
  private final int[][] words;
  private final int[] firstShifts;
  private final int[] secondShifts;
  private final int[] steps;
  private final boolean[] merged;
  private int pending;

  Lanes(int lanes, int timeSteps, int latency) {
    accumulators = new Accumulator[timeSteps];
    Arrays.setAll(accumulators, k -> new Accumulator(lanes));
    atOnce = latency == 0;
    // More than the latency, and a power of two: no division in a cycle.
    int slots = Math.max(1, Integer.highestOneBit(latency) << 1);
    mask = slots - 1;
    words = new int[slots][];
    firstShifts = new int[slots];
    secondShifts = new int[slots];
    steps = new int[slots];
    merged = new boolean[slots];
  }

  /** The sums of one step, one per lane. */
  int[] accumulator(int step) {
    return accumulators[step].sums();
  }

  void clear() {
    for (Accumulator accumulator : accumulators) {
      accumulator.clear();
    }
  }

  /**
   * Expects a weight word.
   *
   * @param cycle in which it comes
   * @param word one weight for each output
   * @param firstShift by which it is shifted left where its input spikes in the first step
   * @param secondShift the same of the second step
   * @param steps in which its input spikes, bit k for step k
   * @param merge whether all of them go to the first accumulator
   */
  void expect(long cycle, int[] word, int firstShift, int secondShift, int steps, boolean merge) {
    if (atOnce) {
      // It comes in this cycle, and nobody looks at the sums before its end.
      add(word, firstShift, secondShift, steps, merge);
      return;
    }
    int slot = (int) cycle & mask;
    words[slot] = word;
    firstShifts[slot] = firstShift;
    secondShifts[slot] = secondShift;
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
    int slot = (int) now & mask;
    int[] word = words[slot];
    if (word == null) {
      return;
    }
    add(word, firstShifts[slot], secondShifts[slot], steps[slot], merged[slot]);
    words[slot] = null;
    pending--;
  }

  private void add(int[] word, int firstShift, int secondShift, int steps, boolean merge) {
    if ((steps & 1) != 0) {
      accumulators[0].add(word, firstShift);
    }
    if ((steps & 2) != 0) {
      accumulators[merge ? 0 : 1].add(word, secondShift);
    }
  }
}
