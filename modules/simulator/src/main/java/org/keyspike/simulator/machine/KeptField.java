package org.keyspike.simulator.machine;

/**
 * A field of words of the parameter memory as numbers, one for each neuron or band. Nothing writes
 * to parameters while the machine runs, so they are taken apart once, and again after the memory
 * changed from outside.
 */
final class KeptField {
  private final LaneMemory memory;
  private final LaneField field;
  private final int from;
  private final int[] values;
  private int changes = -1;

  /**
   * Of the lanes of one word after the other.
   *
   * @param word the first one
   * @param count of lanes; those of a second word follow on all lanes of the first
   */
  KeptField(LaneMemory memory, int word, LaneField field, int count) {
    this.memory = memory;
    this.field = field;
    from = memory.first(word);
    values = new int[count];
  }

  /** As they are now; not to be written to. */
  int[] values() {
    if (changes != memory.changes()) {
      changes = memory.changes();
      for (int i = 0; i < values.length; i++) {
        values[i] = field.of(memory.cells()[from + i]);
      }
    }
    return values;
  }
}
