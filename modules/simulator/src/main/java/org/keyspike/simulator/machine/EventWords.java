package org.keyspike.simulator.machine;

/** The events of a state space in the spike memory: of one frame, in planes. */
final class EventWords {
  private EventWords() {}

  /**
   * Puts numbers side by side.
   *
   * @param neurons of the place
   * @param first of those that are put
   * @return the words that are touched
   */
  static int put(
      SpikeMemory memory, SpikeRegion region, int neurons, int first, byte[] fired, int count) {
    int base = region.address(0, 0, 0);
    return region.planes() == 1
        ? memory.put(base, first, fired, count)
        : memory.putPlanes(base, neurons, first, fired, 0, count, region.planes());
  }

  /** The number of one of them, as it is stored. */
  static int get(SpikeMemory memory, SpikeRegion region, int index) {
    int word = index / memory.wordBits();
    int bit = index % memory.wordBits();
    int number = 0;
    for (int plane = 0; plane < region.planes(); plane++) {
      number |= (int) (memory.word(region.address(0, 0, plane) + word) >>> bit & 1) << plane;
    }
    return number;
  }
}
