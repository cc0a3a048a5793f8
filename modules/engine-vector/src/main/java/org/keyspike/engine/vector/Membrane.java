package org.keyspike.engine.vector;

import org.keyspike.network.NumberFormat;

/**
 * The grid of a layer's membranes, with {@code unit} 2^−F: potentials from −(largest + 1) to
 * largest units. Off the grid everything passes unchanged.
 *
 * @param unit 0 off the grid
 */
public record Membrane(float unit, int largest) {
  /** Real-valued membranes. */
  static final Membrane REAL = new Membrane(0, 0);

  /** The largest adaptation current in units, 16 bits whatever the membrane's width. */
  private static final int ADAPTATION_MAX = Short.MAX_VALUE;

  static Membrane of(NumberFormat format, int layer) {
    return format == null
        ? REAL
        : new Membrane(
            (float) Math.scalb(1.0, -format.layers().get(layer).membraneFraction()),
            format.membraneMax());
  }

  /** Whether there is a grid. */
  public boolean grid() {
    return unit != 0;
  }

  /** The same grid for an adaptation current. */
  public Membrane adaptation() {
    return new Membrane(unit, ADAPTATION_MAX);
  }

  /**
   * A leaked value on the grid: (Σ q·v + 128) >> 8 in units is ⌊Σ v·q/256 + ½⌋; 16 and 8 bits make
   * 24, so float32 holds the products exactly.
   */
  public float rounded(float value) {
    return (float) Math.floor(value * (1 / unit) + 0.5f) * unit;
  }

  /** A value within the limits. */
  public float saturated(float value) {
    return Math.max(Math.min(value, largest * unit), (-largest - 1) * unit);
  }

  /** The derivative of {@link #saturated}: a half exactly at a limit, as autograd has it. */
  public float passes(float value) {
    float highest = largest * unit;
    float lowest = (-largest - 1) * unit;
    return value > lowest && value < highest ? 1 : value == lowest || value == highest ? 0.5f : 0;
  }
}
