package org.keyspike.simulator.machine;

import org.keyspike.simulator.Memory;

/**
 * A fault to try a machine with: one bit of a memory that is not what was written.
 *
 * @param memory in which it is
 * @param address of a word that the image fills; of a byte in the weight memory
 * @param bit of that word or byte, from 0
 * @param beforeFrame from 0, of a clip: when it flips; 0 in the weight and the parameter memory,
 *     which nothing writes to while a clip runs
 */
public record MemoryFault(Memory memory, int address, int bit, int beforeFrame) {
  public MemoryFault {
    if (address < 0 || bit < 0 || beforeFrame < 0 || (lasting(memory) && beforeFrame > 0)) {
      throw new IllegalArgumentException(
          "fault in the " + memory.key() + " memory at " + address + ", bit " + bit);
    }
  }

  /** Whether it stays from one clip to the next. */
  boolean lasting() {
    return lasting(memory);
  }

  private static boolean lasting(Memory memory) {
    return memory == Memory.WEIGHT || memory == Memory.PARAMETER;
  }
}
