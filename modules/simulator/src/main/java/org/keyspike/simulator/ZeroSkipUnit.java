package org.keyspike.simulator;

/**
 * Scans packed spike words for the inputs that are active in either time step. An empty word costs
 * one cycle, any other one cycle for each active input.
 */
final class ZeroSkipUnit {
  private final SpikeMemory spikes;
  private final Counter counter;
  private final int[] inputs;
  private final int[] steps;

  ZeroSkipUnit(SpikeMemory spikes, int largestInputs, Counter counter) {
    this.spikes = spikes;
    this.counter = counter;
    inputs = new int[largestInputs];
    steps = new int[largestInputs];
  }

  /** The i-th active input of the last scan. */
  int input(int i) {
    return inputs[i];
  }

  /** The steps in which the i-th active input spikes: bit k for step k. */
  int steps(int i) {
    return steps[i];
  }

  /**
   * Scans one region that serves every step, or one region per step.
   *
   * @param phase that the cycles belong to
   * @param regions first words, one per step, or one for all
   * @param count inputs in a region
   * @return the number of active inputs
   */
  int scan(Phase phase, int[] regions, int count) {
    int wordBits = spikes.wordBits();
    int words = spikes.wordsOf(count);
    int found = 0;
    for (int word = 0; word < words; word++) {
      long first = spikes.read(regions[0] + word);
      long second = regions.length > 1 ? spikes.read(regions[1] + word) : 0;
      long either = first | second;
      counter.cycles(phase, either == 0 ? 1 : Long.bitCount(either));
      while (either != 0) {
        int bit = Long.numberOfTrailingZeros(either);
        inputs[found] = word * wordBits + bit;
        steps[found] = (int) ((first >>> bit & 1) | (second >>> bit & 1) << 1);
        found++;
        either &= either - 1;
      }
    }
    return found;
  }
}
