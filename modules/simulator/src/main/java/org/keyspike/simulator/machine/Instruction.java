package org.keyspike.simulator.machine;

/** Something that the controller has a unit do, cycle after cycle, until it is done. */
interface Instruction {
  /** The stage that its cycles belong to, by index. */
  int stage();

  /** The group of lanes that it serves. */
  int group();

  /** Whether there is nothing to do in this frame, which takes no cycle. */
  default boolean idle() {
    return false;
  }

  /** Its first cycle is the next one. */
  void begin(long now);

  /**
   * One cycle.
   *
   * @return whether it was the last one
   */
  boolean cycle(long now);
}
