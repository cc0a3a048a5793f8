package org.keyspike.integer;

import org.keyspike.network.ExactRange;
import org.keyspike.network.SpecException;

/**
 * A linear map in integers: ((W s) &lt;&lt; shift) + b.
 *
 * @param weight W, (outputs, inputs)
 * @param bias b, (outputs), signed 16 bit, in units of the result
 * @param shift 0 to 15
 */
public record IntegerMap(IntegerMatrix weight, IntegerVector bias, int shift) {
  public IntegerMap {
    IntegerLayer.requireValues("map.bias", bias, weight.rows(), Short.MIN_VALUE, Short.MAX_VALUE);
    if (shift < 0 || shift > ExactRange.LARGEST_SHIFT) {
      throw new SpecException("map.shift", shift, "0 to " + ExactRange.LARGEST_SHIFT);
    }
  }

  /**
   * Refuses a map of another shape, with weights that are too wide, or whose sum could leave what
   * float32 holds exactly.
   *
   * @param field for the message
   * @param outputs wanted
   * @param inputs wanted
   * @param largestInput the largest integer that comes in
   * @param weightBits of every weight
   */
  void require(String field, int outputs, int inputs, int largestInput, int weightBits) {
    if (weight.rows() != outputs || weight.columns() != inputs) {
      throw new SpecException(
          field, weight.rows() + " x " + weight.columns(), outputs + " x " + inputs);
    }
    if (!weight.fits(weightBits)) {
      throw new SpecException(field, "a weight out of range", "weights of " + weightBits + " bits");
    }
    // The stream, of 16 bits, is added to the sum of a block's second map.
    long worst = 1 << 15;
    for (int n = 0; n < outputs; n++) {
      long sum = (weight.rowMagnitude(n) * largestInput) << shift;
      worst = Math.max(worst, sum + Math.abs(bias.get(n)) + (1 << 15));
    }
    if (worst >= ExactRange.LIMIT) {
      throw new SpecException(field + ": worst-case sum", worst + " units", "less than 2^24");
    }
  }
}
