package org.keyspike.simulator.machine;

/**
 * A scan: which inputs, for which outputs.
 *
 * @param stage that it belongs to
 * @param matrix whose weights are added
 * @param group of its outputs
 * @param source whose spike words are scanned
 * @param spikes how spikes become additions
 * @param shift left shift of each weight
 * @param first whether the accumulators start from 0 here
 * @param prefetch what is asked for in the first cycle, or null
 */
record Scan(
    int stage,
    MatrixPlace matrix,
    int group,
    ScanSource source,
    Spikes spikes,
    int shift,
    boolean first,
    Prefetch prefetch) {

  /** How the spikes of an input become additions. */
  enum Spikes {
    /** Each step's to its own accumulator. */
    IN_STEPS,
    /** One region's to the accumulators of all steps. */
    IN_ALL_STEPS,
    /** All to the first accumulator. */
    MERGED
  }
}
