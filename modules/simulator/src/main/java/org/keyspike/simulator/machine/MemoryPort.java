package org.keyspike.simulator.machine;

import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.MemoryShape;

/** The ports of one memory, cycle by cycle: who asks for more than there are waits. */
final class MemoryPort {
  private final int reads;
  private final int writes;
  private final int ports;
  private final int latency;
  private final Counter counter;
  private long cycle = -1;
  private int left;

  MemoryPort(Memory memory, MemoryShape shape, Counter counter) {
    reads = FrameCounts.access(memory, FrameCounts.READS);
    writes = FrameCounts.access(memory, FrameCounts.WRITES);
    this.ports = shape.ports();
    this.latency = shape.latency();
    this.counter = counter;
  }

  /** The cycle in which a word asked for now is there. */
  long ready(long now) {
    return now + latency;
  }

  /** Asks for reads of so many bits each; returns how many of them are granted now. */
  int read(long now, int wanted, int bits) {
    int granted = grant(now, wanted);
    counter.accesses(reads, granted, bits);
    return granted;
  }

  /** Asks for writes of so many bits each; returns how many of them are granted now. */
  int write(long now, int wanted, int bits) {
    int granted = grant(now, wanted);
    counter.accesses(writes, granted, bits);
    return granted;
  }

  private int grant(long now, int wanted) {
    if (cycle != now) {
      cycle = now;
      left = ports;
    }
    int granted = Math.min(wanted, left);
    left -= granted;
    return granted;
  }
}
