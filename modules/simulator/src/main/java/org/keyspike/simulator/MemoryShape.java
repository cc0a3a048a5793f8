package org.keyspike.simulator;

/**
 * One memory.
 *
 * @param widthBits of a word, which is read or written in one access; at least 1
 * @param depth words, at least 0
 * @param ports accesses in one cycle, reads or writes, at least 1
 * @param latency cycles from the address to the word; 0 when it is there in the same cycle
 */
public record MemoryShape(int widthBits, int depth, int ports, int latency) {

  /** Its size, without ports and latency. */
  public String size() {
    return depth + " words of " + widthBits + " bits";
  }
}
