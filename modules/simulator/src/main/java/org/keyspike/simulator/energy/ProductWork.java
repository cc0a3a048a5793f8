package org.keyspike.simulator.energy;

import org.keyspike.simulator.MemoryShape;

/**
 * The work behind one answer of a network of 8-bit products: all that its energy depends on. Such a
 * network runs on lanes like those of the machine, which multiply instead of adding what spikes.
 *
 * @param lanes of the machine
 * @param cycles of an answer
 * @param products of 8 by 8 bits, each added to a sum of 32 bits
 * @param outputs brought back to 8 bits
 * @param weights what is read of them
 * @param parameters biases and factors, likewise
 * @param values what is read and written between layers
 */
public record ProductWork(
    int lanes,
    long cycles,
    long products,
    long outputs,
    Traffic weights,
    Traffic parameters,
    Traffic values) {

  /**
   * What goes in and out of a memory.
   *
   * @param bits of an answer, reads and writes together
   * @param memory its shape
   */
  public record Traffic(long bits, MemoryShape memory) {}

  /** The bytes of all three memories. */
  public long memoryBytes() {
    return bytes(weights) + bytes(parameters) + bytes(values);
  }

  private static long bytes(Traffic traffic) {
    return ((long) traffic.memory.widthBits() * traffic.memory.depth() + 7) / 8;
  }
}
