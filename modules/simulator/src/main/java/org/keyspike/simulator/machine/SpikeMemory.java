package org.keyspike.simulator.machine;

import java.util.Arrays;

/**
 * Spikes in words of so many bits; spike i of a region is bit i mod width of its word i / width.
 * The last words can hold digits of delays, which are loaded with the image and stay when all else
 * is cleared.
 */
public final class SpikeMemory {
  private final int wordBits;
  private final long[] words;
  private long[] loaded = {};

  SpikeMemory(int wordBits, int depth) {
    this.wordBits = wordBits;
    this.words = new long[depth];
  }

  void clear() {
    Arrays.fill(words, 0);
    System.arraycopy(loaded, 0, words, words.length - loaded.length, loaded.length);
  }

  /** Keeps the words from one on as they are now, whatever is cleared. */
  void keepFrom(int address) {
    loaded = Arrays.copyOfRange(words, address, words.length);
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

  void set(int address, long word) {
    words[address] = word;
  }

  /**
   * Puts spikes, each 0 or 1, side by side; returns the words that are touched, each a write.
   *
   * @param count at least 1
   */
  int put(int base, int first, byte[] spikes, int count) {
    int start = base + first / wordBits;
    int from = first % wordBits;
    int address = start;
    for (int done = 0; done < count; address++) {
      int here = Math.min(count - done, wordBits - from);
      long mask = -1L >>> Long.SIZE - here << from;
      long put = PackedSpikes.pack(spikes, done, here) << from;
      words[address] = words[address] & ~mask | put;
      done += here;
      from = 0;
    }
    return address - start;
  }

  /**
   * Puts each of so many bits of every value into its plane; returns the words that are touched.
   */
  int putPlanes(int base, int values, int first, byte[] of, int from, int count, int planes) {
    int planeWords = wordsOf(values);
    byte[] plane = new byte[count];
    int touched = 0;
    for (int bit = 0; bit < planes; bit++) {
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
