package org.keyspike.simulator;

import java.util.Map;

/** What instructions work with: memories, their ports, the lanes and what counts. */
record Units(
    SpikeMemory spikes,
    WeightMemory weights,
    Lanes lanes,
    ZeroSkipUnit zeroSkip,
    Counter counter,
    Map<Memory, MemoryPort> ports,
    WordBits bits,
    int laneCount) {

  MemoryPort port(Memory memory) {
    return ports.get(memory);
  }

  /** So many words of a memory that lanes share. */
  GroupOperation.Words words(Memory memory, int count) {
    int width =
        switch (memory) {
          case ENCODER -> bits.encoder();
          case PARAMETER -> bits.parameter();
          case MEMBRANE -> bits.membrane();
          case SUM -> bits.sum();
          case SPIKE, WEIGHT -> throw new IllegalArgumentException(memory.key());
        };
    return new GroupOperation.Words(port(memory), count, width);
  }
}
