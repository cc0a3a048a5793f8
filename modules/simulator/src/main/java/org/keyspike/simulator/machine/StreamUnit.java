package org.keyspike.simulator.machine;

/** The stream r of a state space: a row of the membrane memory, of the frame at hand only. */
final class StreamUnit {
  private final Units units;
  private final int word;
  private final int width;
  private final int[] values;

  /**
   * @param word its first word in the membrane memory
   * @param width M
   */
  StreamUnit(Units units, int word, int width) {
    this.units = units;
    this.word = word;
    this.width = width;
    values = new int[units.laneCount()];
  }

  /** M. */
  int width() {
    return width;
  }

  int groups() {
    return Layout.words(width, units.laneCount());
  }

  /**
   * Adds the sums of a group, and has neurons look at what it is now.
   *
   * @param from whether it is there already, or begins here
   * @param biases of the map
   * @param neurons behind it
   * @return the spike words that they write
   */
  int add(int group, boolean from, KeptField biases, EventUnit neurons) {
    int first = group * units.laneCount();
    int count = Math.min(units.laneCount(), width - first);
    int[] sums = units.lanes().accumulator(0);
    LaneMemory memory = units.memories().membranes();
    int at = memory.first(word) + first;
    for (int lane = 0; lane < count; lane++) {
      int before = from ? LaneField.MEMBRANE.of(memory.cells()[at + lane]) : 0;
      values[lane] = SixteenBits.saturated(before + sums[lane] + biases.values()[first + lane]);
      memory.cells()[at + lane] = LaneField.MEMBRANE.put(0, values[lane]);
    }
    return neurons.update(first, count, values);
  }
}
