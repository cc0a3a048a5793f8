package org.keyspike.integer;

/**
 * The use of its grid by the values of one parameter: i stands for i·2^−fraction·scale.
 *
 * @param fraction bits below the point
 * @param scale 1, or what the readout's first weights are divided by
 * @param smallest the smallest integer that occurs
 * @param largest the largest that occurs
 * @param values how many there are
 * @param zeros of them that round to 0
 * @param atLimits of them that the grid's smallest or largest integer stands for
 * @param outside of them beyond it, by more than rounding: what clipping changes
 * @param noise mean square of what rounding and clipping change, over the mean square of the
 *     values; 0 if they are all 0
 */
public record GridUse(
    int fraction,
    int scale,
    int smallest,
    int largest,
    int values,
    int zeros,
    int atLimits,
    int outside,
    double noise) {

  static GridUse of(Grid grid, float[] values) {
    int smallest = Integer.MAX_VALUE;
    int largest = Integer.MIN_VALUE;
    int zeros = 0;
    int atLimits = 0;
    int outside = 0;
    double energy = 0;
    for (float value : values) {
      int unit = grid.toInteger(value);
      smallest = Math.min(smallest, unit);
      largest = Math.max(largest, unit);
      zeros += unit == 0 ? 1 : 0;
      atLimits += unit == grid.smallest() || unit == grid.largest() ? 1 : 0;
      outside += grid.holds(value) ? 0 : 1;
      energy += (double) value * value;
    }
    return new GridUse(
        grid.fraction(),
        grid.scale(),
        smallest,
        largest,
        values.length,
        zeros,
        atLimits,
        outside,
        energy == 0 ? 0 : grid.squaredError(values) / energy);
  }
}
