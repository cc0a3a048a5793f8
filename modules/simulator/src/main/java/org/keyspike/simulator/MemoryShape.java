package org.keyspike.simulator;

/**
 * The size of one memory.
 *
 * @param widthBits of a word, which is read or written in one access; at least 1
 * @param depth words, at least 0
 */
public record MemoryShape(int widthBits, int depth) {
  /** Whether this much room holds that. */
  boolean holds(MemoryShape need) {
    return need.depth == 0 || (need.widthBits <= widthBits && need.depth <= depth);
  }

  @Override
  public String toString() {
    return depth + " words of " + widthBits + " bits";
  }
}
