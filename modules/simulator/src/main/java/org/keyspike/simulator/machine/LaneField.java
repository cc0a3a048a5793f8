package org.keyspike.simulator.machine;

/**
 * A field of the bits that a lane has in a word of the parameter, membrane, encoder or sum memory.
 * Two's complement where a value can be negative.
 */
public enum LaneField {
  /** q of a neuron. */
  LEAK("leak", 0, 8, false),
  /** θ of a neuron. */
  THRESHOLD("threshold", 8, 16, true),
  /** b of a neuron, or of an output of the readout. */
  BIAS("bias", 24, 16, true),
  /** q_ρ of a neuron that adapts. */
  ADAPTATION_LEAK("adaptation leak", 0, 8, false),
  /** q_a of a neuron that adapts. */
  COUPLING("coupling", 8, 8, true),
  /** γ of a neuron that adapts. */
  JUMP("jump", 16, 16, true),
  /** δ¹ of a band. */
  COARSE_STEP("coarse step", 0, 16, true),
  /** δ² of a band, residual encoder only. */
  FINE_STEP("fine step", 16, 16, true),
  /** x̂ of a band. */
  ESTIMATE("estimate", 0, 16, true),
  /** r̂ of a band, residual encoder only. */
  RESIDUAL("residual", 16, 16, true),
  /** v of a neuron; in a memory whose lanes have fewer bits, as many as they have. */
  MEMBRANE("membrane", 0, 16, true),
  /** w of a neuron that adapts. */
  ADAPTATION("adaptation", 0, 16, true),
  /** Sum of an output of the keyword readout's first map. */
  SUM("sum", 0, 32, true);

  private final String key;
  private final int from;
  private final int bits;
  private final boolean signed;
  private final long mask;

  LaneField(String key, int from, int bits, boolean signed) {
    this.key = key;
    this.from = from;
    this.bits = bits;
    this.signed = signed;
    mask = (1L << bits) - 1 << from;
  }

  /** Its name in explanations. */
  public String key() {
    return key;
  }

  /** Its first bit, counted from the first one of the lane. */
  public int from() {
    return from;
  }

  /** How many bits it has. */
  public int bits() {
    return bits;
  }

  /** Its value in the bits of a lane. */
  public int of(long cell) {
    long top = cell << Long.SIZE - from - bits;
    return (int) (signed ? top >> Long.SIZE - bits : top >>> Long.SIZE - bits);
  }

  /** The bits of a lane with another value in it. */
  long put(long cell, int value) {
    return cell & ~mask | (long) value << from & mask;
  }
}
