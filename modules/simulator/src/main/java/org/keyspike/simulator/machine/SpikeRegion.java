package org.keyspike.simulator.machine;

/**
 * The outputs of an encoder or a layer in the spike memory, of the last frames: a ring with a slot
 * for each frame, which the next but so many overwrites. In a slot there is a region for each step,
 * and in that a plane of packed words for each bit of an output.
 *
 * <pre>
 * address = base + ((slot · steps + step) · planes + plane) · words        slot = frame mod slots
 * </pre>
 *
 * @param base its first word
 * @param slots frames that it holds, the present one included
 * @param steps regions of a frame: TS, or 1 where all steps have the same
 * @param planes bits of an output
 * @param words of a plane
 */
public record SpikeRegion(int base, int slots, int steps, int planes, int words) {

  /**
   * The slot of a frame.
   *
   * @param frame counted from 1 at the reset; none before it was written, so that it holds zeros
   */
  public int slot(long frame) {
    return (int) Math.floorMod(frame, (long) slots);
  }

  /** The first word of a plane. */
  public int address(int slot, int step, int plane) {
    return base + ((slot * steps + step) * planes + plane) * words;
  }

  /** Words of all of it. */
  long size() {
    return (long) slots * steps * planes * words;
  }
}
