package org.keyspike.integer;

import java.util.Arrays;

/** W s for few spikes: the sum of the columns of W at which s is not 0. */
final class Columns {
  private final int rows;
  private final int[] values;

  Columns(IntegerMatrix matrix) {
    rows = matrix.rows();
    values = matrix.byColumn();
  }

  /** sum = W s, for small non-negative s, (M). */
  void multiply(byte[] inputs, int[] sum) {
    Arrays.fill(sum, 0);
    for (int m = 0; m < inputs.length; m++) {
      if (inputs[m] == 1) {
        add(m * rows, sum);
      } else if (inputs[m] != 0) {
        add(m * rows, inputs[m], sum);
      }
    }
  }

  /** sum = W x, for unsigned bytes x, (M), from {@code offset}. */
  void multiplyUnsigned(byte[] inputs, int offset, int count, int[] sum) {
    Arrays.fill(sum, 0);
    for (int m = 0; m < count; m++) {
      int x = inputs[offset + m] & 0xFF;
      if (x != 0) {
        add(m * rows, x, sum);
      }
    }
  }

  /** sum = W x, for integers x, (M). */
  void multiply(int[] inputs, int[] sum) {
    Arrays.fill(sum, 0);
    for (int m = 0; m < inputs.length; m++) {
      if (inputs[m] != 0) {
        add(m * rows, inputs[m], sum);
      }
    }
  }

  private void add(int from, int[] sum) {
    for (int n = 0; n < rows; n++) {
      sum[n] += values[from + n];
    }
  }

  private void add(int from, int times, int[] sum) {
    for (int n = 0; n < rows; n++) {
      sum[n] += values[from + n] * times;
    }
  }
}
