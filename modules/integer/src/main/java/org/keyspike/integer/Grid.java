package org.keyspike.integer;

/**
 * The integers that one parameter may take and what they stand for: i means i·2^−fraction·scale.
 * Rounding is floor(value/scale·2^fraction + ½), in double: every float times a power of two is
 * exact there.
 *
 * @param fraction bits below the point
 * @param scale 1, or what the readout's first weights are divided by
 * @param smallest the smallest integer
 * @param largest the largest integer
 */
record Grid(int fraction, int scale, int smallest, int largest) {

  static Grid signed(int bits, int fraction, int scale) {
    return new Grid(fraction, scale, -(1 << (bits - 1)), (1 << (bits - 1)) - 1);
  }

  /** The nearest integer of the grid; halves go up. */
  int toInteger(float value) {
    double unit = Math.floor(value / (double) scale * Math.scalb(1.0, fraction) + 0.5);
    return (int) Math.max(smallest, Math.min(largest, unit));
  }

  /** What an integer stands for; exact while |i|·scale stays below 2²⁴. */
  float toFloat(int unit) {
    return (float) (unit * Math.scalb(1.0, -fraction) * scale);
  }

  /** The nearest value of the grid, in double. */
  double nearest(double value) {
    double unit = Math.floor(value / scale * Math.scalb(1.0, fraction) + 0.5);
    return Math.max(smallest, Math.min(largest, unit)) * Math.scalb(1.0, -fraction) * scale;
  }

  /** Whether rounding alone, without clipping, brings a value onto the grid. */
  boolean holds(float value) {
    double unit = Math.floor(value / (double) scale * Math.scalb(1.0, fraction) + 0.5);
    return unit >= smallest && unit <= largest;
  }

  float clamp(float value) {
    return Math.max(toFloat(smallest), Math.min(toFloat(largest), value));
  }

  /** Σ (value − its nearest on the grid)², rounding and clipping together. */
  double squaredError(float[] values) {
    double sum = 0;
    for (float value : values) {
      double error = value - (double) toFloat(toInteger(value));
      sum += error * error;
    }
    return sum;
  }
}
