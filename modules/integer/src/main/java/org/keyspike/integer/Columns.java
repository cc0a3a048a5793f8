package org.keyspike.integer;

import java.util.Arrays;

/**
 * W s for few spikes: the sum of the columns of W at which s is not 0. Weights are widened and
 * shifted once. Four columns are added in one pass over the outputs, because a pass costs more at
 * its two ends than between them; each is an array of its own, as HotSpot vectorises four arrays
 * with one index but not one array with four.
 */
final class Columns {
  private final int rows;

  /** (M + 1, N): the last one is all zeros, the column of no input. */
  private final int[][] columns;

  /** The columns of W &lt;&lt; shift. */
  Columns(IntegerMatrix matrix, int shift) {
    rows = matrix.rows();
    columns = new int[matrix.columns() + 1][rows];
    for (int m = 0; m < matrix.columns(); m++) {
      for (int n = 0; n < rows; n++) {
        columns[m][n] = matrix.get(n, m) << shift;
      }
    }
  }

  /**
   * to = from + W s.
   *
   * @param inputs where s is not 0, and what it is there unless it is 1
   * @param from (N)
   * @param to (N), another array
   */
  void add(ActiveInputs inputs, int[] from, int[] to) {
    System.arraycopy(from, 0, to, 0, rows);
    int[] numbers = inputs.numbers();
    if (inputs.valuesOrNull() != null) {
      addValues(inputs.count(), numbers, inputs.valuesOrNull(), to);
      return;
    }
    for (int i = 0; i < inputs.count(); i += ActiveInputs.BLOCK) {
      addFour(
          columns[numbers[i]],
          columns[numbers[i + 1]],
          columns[numbers[i + 2]],
          columns[numbers[i + 3]],
          to);
    }
  }

  private void addValues(int count, int[] numbers, int[] values, int[] to) {
    for (int i = 0; i < count; i += ActiveInputs.BLOCK) {
      addFour(
          columns[numbers[i]],
          values[i],
          columns[numbers[i + 1]],
          values[i + 1],
          columns[numbers[i + 2]],
          values[i + 2],
          columns[numbers[i + 3]],
          values[i + 3],
          to);
    }
  }

  /** to = from + W x, for unsigned bytes x, (M), from {@code offset}. */
  void addUnsigned(byte[] inputs, int offset, int count, int[] from, int[] to) {
    System.arraycopy(from, 0, to, 0, rows);
    for (int m = 0; m < count; m++) {
      int x = inputs[offset + m] & 0xFF;
      if (x != 0) {
        addTimes(columns[m], x, to);
      }
    }
  }

  /** sum = W s, for small non-negative s, (M). */
  void multiply(byte[] inputs, int[] sum) {
    Arrays.fill(sum, 0);
    for (int m = 0; m < inputs.length; m++) {
      if (inputs[m] != 0) {
        addTimes(columns[m], inputs[m], sum);
      }
    }
  }

  /** sum = W x, for integers x, (M). */
  void multiply(int[] inputs, int[] sum) {
    Arrays.fill(sum, 0);
    for (int m = 0; m < inputs.length; m++) {
      if (inputs[m] != 0) {
        addTimes(columns[m], inputs[m], sum);
      }
    }
  }

  private static void addTimes(int[] column, int times, int[] sum) {
    for (int n = 0; n < sum.length; n++) {
      sum[n] += column[n] * times;
    }
  }

  private static void addFour(int[] a, int[] b, int[] c, int[] d, int[] sum) {
    for (int n = 0; n < sum.length; n++) {
      sum[n] += a[n] + b[n] + c[n] + d[n];
    }
  }

  private static void addFour(
      int[] a, int x, int[] b, int y, int[] c, int z, int[] d, int w, int[] sum) {
    for (int n = 0; n < sum.length; n++) {
      sum[n] += a[n] * x + b[n] * y + c[n] * z + d[n] * w;
    }
  }
}
