package org.keyspike.simulator.machine;

/**
 * The places of some spikes of a region, worked out once, as a division for each would cost more
 * than all else that a recorder does.
 */
final class SpikePlaces {
  private final int[] words;
  private final int[] bits;

  /** The places of spikes, by number, in words of so many bits. */
  SpikePlaces(int[] spikes, int wordBits) {
    words = new int[spikes.length];
    bits = new int[spikes.length];
    for (int i = 0; i < spikes.length; i++) {
      words[i] = spikes[i] / wordBits;
      bits[i] = spikes[i] % wordBits;
    }
  }

  /** Copies the spikes of a region, each 0 or 1: a look from outside the machine, no access. */
  void copy(SpikeMemory memory, int base, byte[] into, int from) {
    for (int i = 0; i < words.length; i++) {
      into[from + i] = (byte) (memory.word(base + words[i]) >>> bits[i] & 1);
    }
  }
}
