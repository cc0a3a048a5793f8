package org.keyspike.simulator.machine;

import java.util.Map;
import org.keyspike.simulator.Memory;

/** The units that instructions work with: memories, their ports, the lanes and what counts. */
record Units(
    Memories memories,
    Lanes lanes,
    ZeroSkipUnit zeroSkip,
    Counter counter,
    Map<Memory, MemoryPort> ports,
    WordBits bits,
    int laneCount) {

  SpikeMemory spikes() {
    return memories.spikes();
  }

  MemoryPort port(Memory memory) {
    return ports.get(memory);
  }

  /** So many words of a memory that lanes share. */
  GroupOperation.Words words(Memory memory, int count) {
    return new GroupOperation.Words(port(memory), count, bits.of(memory));
  }
}
