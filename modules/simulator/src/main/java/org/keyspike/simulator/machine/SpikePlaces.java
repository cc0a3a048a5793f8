package org.keyspike.simulator.machine;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The places of some spikes of a region, worked out once, as a division for each would cost more
 * than all else that a recorder does. All spikes from the first one on are taken out word by word.
 */
final class SpikePlaces {
  private final int[] words;
  private final int[] bits;
  private final int wordBits;
  private final boolean all;

  /** The places of spikes, by number, in words of so many bits. */
  SpikePlaces(int[] spikes, int wordBits) {
    words = new int[spikes.length];
    bits = new int[spikes.length];
    this.wordBits = wordBits;
    all = IntStream.range(0, spikes.length).allMatch(i -> spikes[i] == i);
    for (int i = 0; i < spikes.length; i++) {
      words[i] = spikes[i] / wordBits;
      bits[i] = spikes[i] % wordBits;
    }
  }

  /** Copies the spikes of a region, each 0 or 1: a look from outside the machine, no access. */
  void copy(SpikeMemory memory, int base, byte[] into, int from) {
    if (all) {
      for (int i = 0; i < words.length; i += wordBits) {
        int here = Math.min(wordBits, words.length - i);
        PackedSpikes.unpack(memory.word(base + words[i]), into, from + i, here);
      }
      return;
    }
    for (int i = 0; i < words.length; i++) {
      into[from + i] = (byte) (memory.word(base + words[i]) >>> bits[i] & 1);
    }
  }

  /**
   * Copies the numbers of several planes.
   *
   * @param address of the first plane
   * @param planes of so many words each
   */
  void copyPlanes(
      SpikeMemory memory, int address, int planes, int planeWords, byte[] into, int from) {
    Arrays.fill(into, from, from + words.length, (byte) 0);
    for (int plane = 0; plane < planes; plane++) {
      int base = address + plane * planeWords;
      for (int i = 0; i < words.length; i++) {
        into[from + i] |= (byte) ((memory.word(base + words[i]) >>> bits[i] & 1) << plane);
      }
    }
  }
}
