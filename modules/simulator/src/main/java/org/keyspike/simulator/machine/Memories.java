package org.keyspike.simulator.machine;

import org.keyspike.simulator.Memory;

/**
 * The memories of a machine: all that it computes from, but for the features of the frame at hand.
 *
 * @param spikes spikes and bit planes
 * @param weights weight words of all matrices
 * @param encoder x̂ and r̂
 * @param parameters δ, leaks, thresholds, biases, adaptation
 * @param membranes v and w
 * @param sums of the keyword readout
 */
record Memories(
    SpikeMemory spikes,
    WeightMemory weights,
    LaneMemory encoder,
    LaneMemory parameters,
    LaneMemory membranes,
    LaneMemory sums) {

  /** One of those whose words the lanes share. */
  LaneMemory shared(Memory memory) {
    return switch (memory) {
      case ENCODER -> encoder;
      case PARAMETER -> parameters;
      case MEMBRANE -> membranes;
      case SUM -> sums;
      case SPIKE, WEIGHT -> throw new IllegalArgumentException(memory + " is not shared by lanes");
    };
  }

  /** Whatever a run writes, back to 0: weights and parameters stay. */
  void clear() {
    spikes.clear();
    encoder.clear();
    membranes.clear();
    sums.clear();
  }

  /**
   * A fault: one bit is not what was written.
   *
   * @param address of a word; of a byte in the weight memory
   * @param bit of that word or byte
   */
  void flip(Memory memory, int address, int bit) {
    switch (memory) {
      case SPIKE -> spikes.flip(address, bit);
      case WEIGHT -> weights.flip(address, bit);
      default -> shared(memory).flip(address, bit);
    }
  }
}
