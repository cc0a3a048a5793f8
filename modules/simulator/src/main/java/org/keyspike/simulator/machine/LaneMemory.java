package org.keyspike.simulator.machine;

import java.util.Arrays;

/**
 * A memory whose words the lanes share: lane p has the b bits from bit p·b on of every word. It is
 * a plain array with an element for the bits of each lane, word by word; words that the image does
 * not fill are left out.
 */
public final class LaneMemory {
  private final int lanes;
  private final int laneBits;
  private final long[] cells;
  private int changes;

  LaneMemory(int words, int lanes, int laneBits) {
    this.lanes = lanes;
    this.laneBits = laneBits;
    cells = new long[Math.multiplyExact(words, lanes)];
  }

  /**
   * The bits of every lane of every word; a unit reads and writes those of words it has fetched.
   */
  long[] cells() {
    return cells;
  }

  /** Where the lanes of a word start in {@link #cells}. */
  int first(int word) {
    return word * lanes;
  }

  /**
   * How often it was loaded, cleared or struck by a fault: what a unit keeps of words that no unit
   * writes to, it reads anew after each.
   */
  int changes() {
    return changes;
  }

  /** Puts a value into a field of every lane, from a word on. */
  void load(int word, LaneField field, int[] values) {
    for (int i = 0; i < values.length; i++) {
      int at = first(word) + i;
      cells[at] = field.put(cells[at], values[i]);
    }
    changes++;
  }

  /** All bits 0. */
  void clear() {
    Arrays.fill(cells, 0);
    changes++;
  }

  /** Words that the image fills. */
  public int words() {
    return cells.length / lanes;
  }

  /** Bits of a lane in a word. */
  public int laneBits() {
    return laneBits;
  }

  /** The bits of a lane of a word: a look from outside, no access. */
  public long peek(int word, int lane) {
    return cells[first(word) + lane];
  }

  /**
   * The value of a field there; a field that ends beyond the lane's bits has as many as there are.
   */
  public int value(int word, int lane, LaneField field) {
    int beyond = Math.max(0, field.from() + field.bits() - laneBits);
    // Up to where the sign of the whole field is, and back down.
    return field.of(peek(word, lane) << beyond) >> beyond;
  }

  /** A fault: one bit is not what was written. */
  void flip(int word, int bit) {
    cells[first(word) + bit / laneBits] ^= 1L << bit % laneBits;
    changes++;
  }
}
