package org.keyspike.simulator.machine;

import java.util.Arrays;

/**
 * Spikes in words of so many bits; spike i of a region is bit i mod width of its word i / width.
 */
public final class SpikeMemory {
  private final int wordBits;
  private final long[] words;

  SpikeMemory(int wordBits, int depth) {
    this.wordBits = wordBits;
    this.words = new long[depth];
  }

  void clear() {
    Arrays.fill(words, 0);
  }

  public int wordBits() {
    return wordBits;
  }

  int wordsOf(int spikes) {
    return Layout.words(spikes, wordBits);
  }

  long word(int address) {
    return words[address];
  }

  /** Puts spikes side by side; returns the words that are touched, each a write. */
  int put(int base, int first, byte[] spikes, int count) {
    int address = base + first / wordBits;
    int from = first % wordBits;
    for (int i = 0; i < count; address++) {
      int end = Math.min(count, i + wordBits - from);
      long put = 0;
      long mask = 0;
      for (; i < end; i++, from++) {
        put |= (spikes[i] != 0 ? 1L : 0) << from;
        mask |= 1L << from;
      }
      words[address] = words[address] & ~mask | put;
      from = 0;
    }
    return touched(first, count, wordBits);
  }

  /** Puts one bit of every value into its plane; returns the words that are touched. */
  int putPlanes(int base, int values, int first, byte[] of, int from, int count) {
    int planeWords = wordsOf(values);
    byte[] plane = new byte[count];
    int touched = 0;
    for (int bit = 0; bit < Layout.PLANES; bit++) {
      for (int i = 0; i < count; i++) {
        plane[i] = (byte) (of[from + i] >> bit & 1);
      }
      touched += put(base + bit * planeWords, first, plane, count);
    }
    return touched;
  }

  public static int touched(int first, int count, int wordBits) {
    return (first + count - 1) / wordBits - first / wordBits + 1;
  }

  /** Words that the image fills. */
  public int words() {
    return words.length;
  }

  /** A fault: one bit is not what was written. */
  void flip(int address, int bit) {
    words[address] ^= 1L << bit;
  }

  /** A word: a look from outside the machine, no access. */
  public long peek(int address) {
    return words[address];
  }
}
