package org.keyspike.simulator;

import java.util.Arrays;
import org.keyspike.hardware.WeightWord;

/** The adders: each lane has one accumulator per time step and sees the same input. */
final class Lanes {
  private final WeightMemory weights;
  private final Counter counter;
  private final int[][] accumulators;

  Lanes(int lanes, int timeSteps, WeightMemory weights, Counter counter) {
    this.weights = weights;
    this.counter = counter;
    accumulators = new int[timeSteps][lanes];
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

  /** What the first step summed is what the second sums too. */
  void share() {
    for (int k = 1; k < accumulators.length; k++) {
      System.arraycopy(accumulators[0], 0, accumulators[k], 0, accumulators[0].length);
    }
  }

  /** Reads one weight word and adds it, shifted, in each of the steps (bit k for step k). */
  void addInSteps(WeightWord word, int address, int count, int shift, int steps) {
    int nonZero = weights.read(word, address, count);
    for (int k = 0; k < accumulators.length; k++) {
      if ((steps >> k & 1) != 0) {
        add(accumulators[k], count, shift, nonZero);
      }
    }
  }

  /** Reads one weight word and adds it to the first accumulator, once for each of the steps. */
  void addMerged(WeightWord word, int address, int count, int shift, int steps) {
    int nonZero = weights.read(word, address, count);
    for (int times = Integer.bitCount(steps); times > 0; times--) {
      add(accumulators[0], count, shift, nonZero);
    }
  }

  private void add(int[] accumulator, int count, int shift, int nonZero) {
    int[] word = weights.weights();
    for (int lane = 0; lane < count; lane++) {
      accumulator[lane] += word[lane] << shift;
    }
    counter.accumulations(nonZero, count - nonZero);
  }
}
