package org.keyspike.simulator.machine;

/** One word that is asked for at the start of a scan, to be at hand when the sums are complete. */
final class Prefetch {
  private final MemoryPort port;
  private final int bits;
  private long ready;

  Prefetch(MemoryPort port, int bits) {
    this.port = port;
    this.bits = bits;
  }

  void issue(long now) {
    port.read(now, 1, bits);
    ready = port.ready(now);
  }

  boolean here(long now) {
    return now >= ready;
  }
}
