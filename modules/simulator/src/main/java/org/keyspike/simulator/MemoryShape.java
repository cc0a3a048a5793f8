package org.keyspike.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One memory.
 *
 * @param widthBits of a word, which is read or written in one access; 1 to 2²⁰
 * @param depth words, 0 to 2²⁴
 * @param ports accesses in one cycle, reads or writes, 1 to 16
 * @param latency cycles from the address to the word, 0 to 16; 0 when it is there in the same cycle
 */
public record MemoryShape(
    @JsonProperty(required = true) int widthBits,
    @JsonProperty(required = true) int depth,
    @JsonProperty(required = true) int ports,
    @JsonProperty(required = true) int latency) {

  /** The most words. */
  public static final int DEEPEST = 1 << 24;

  public MemoryShape {
    ArchitectureFile.require("widthBits", widthBits, 1, 1 << 20);
    ArchitectureFile.require("depth", depth, 0, DEEPEST);
    ArchitectureFile.require("ports", ports, 1, 16);
    ArchitectureFile.require("latency", latency, 0, 16);
  }

  /** Its size, without ports and latency. */
  public String size() {
    return depth + " words of " + widthBits + " bits";
  }
}
