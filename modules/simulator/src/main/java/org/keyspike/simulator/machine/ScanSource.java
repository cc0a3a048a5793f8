package org.keyspike.simulator.machine;

/**
 * The spike words that a scan goes through.
 *
 * @param region that they are in
 * @param steps whose words are read side by side, one or two
 * @param plane the first one that is read
 * @param planes that are read side by side: 1 as a rule, all of an output that is a power of two,
 *     whose digits say how far a weight is shifted
 * @param age 0 for the outputs of this frame, 1 for those of the frame before
 * @param delaysOrNull by which inputs are taken from frames before that one
 */
record ScanSource(
    SpikeRegion region, int[] steps, int plane, int planes, int age, DelayPlace delaysOrNull) {

  /** Words that are fetched for one word of inputs. */
  int fetches() {
    int each = steps.length * planes;
    return delaysOrNull == null ? each : delaysOrNull.digits() + (delaysOrNull.most() + 1) * each;
  }

  /** Whether weights are shifted by what is read. */
  boolean shifts() {
    return planes > 1;
  }
}
