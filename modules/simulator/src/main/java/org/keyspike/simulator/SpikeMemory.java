package org.keyspike.simulator;

import java.util.Arrays;

/**
 * Spikes in words of so many bits; spike i of a region is bit i mod width of its word i / width.
 */
final class SpikeMemory {
  private final int wordBits;
  private final long[] words;
  private final Counter counter;

  SpikeMemory(int wordBits, int depth, Counter counter) {
    this.wordBits = wordBits;
    this.words = new long[depth];
    this.counter = counter;
  }

  void clear() {
    Arrays.fill(words, 0);
  }

  int wordBits() {
    return wordBits;
  }

  int wordsOf(int spikes) {
    return Layout.words(spikes, wordBits);
  }

  long read(int address) {
    counter.reads(Memory.SPIKE, 1);
    return words[address];
  }

  /** Writes spikes side by side, one access for each word that is touched. */
  void write(int base, int first, byte[] spikes, int from, int count) {
    for (int i = 0; i < count; i++) {
      int place = first + i;
      long bit = 1L << place % wordBits;
      int address = base + place / wordBits;
      words[address] = spikes[from + i] != 0 ? words[address] | bit : words[address] & ~bit;
    }
    int touched = (first + count - 1) / wordBits - first / wordBits + 1;
    counter.writes(Memory.SPIKE, touched);
  }

  /** A look from outside the machine: no access. */
  boolean peek(int base, int spike) {
    return (words[base + spike / wordBits] >>> spike % wordBits & 1) != 0;
  }
}
