package org.keyspike.integer;

import java.util.Arrays;

/**
 * An immutable matrix of signed weights of at most 8 bits, equal by content.
 *
 * @param rows outputs
 * @param columns inputs
 * @param values row-major, copied on the way in and out
 */
public record IntegerMatrix(int rows, int columns, byte[] values) {
  public IntegerMatrix {
    if (values.length != Math.multiplyExact(rows, columns)) {
      throw new IllegalArgumentException(
          rows + " x " + columns + " does not hold " + values.length + " weights");
    }
    values = values.clone();
  }

  @Override
  public byte[] values() {
    return values.clone();
  }

  public byte get(int row, int column) {
    return values[row * columns + column];
  }

  /** The number of weights that are not 0. */
  public int nonZeros() {
    int count = 0;
    for (byte value : values) {
      count += value == 0 ? 0 : 1;
    }
    return count;
  }

  /** The largest sum of magnitudes in a row: the largest output for inputs of at most 1. */
  long largestRowMagnitude() {
    long largest = 0;
    for (int row = 0; row < rows; row++) {
      largest = Math.max(largest, rowMagnitude(row));
    }
    return largest;
  }

  long rowMagnitude(int row) {
    long sum = 0;
    for (int column = 0; column < columns; column++) {
      sum += Math.abs(get(row, column));
    }
    return sum;
  }

  boolean fits(int bits) {
    int limit = 1 << (bits - 1);
    for (byte value : values) {
      if (value < -limit || value >= limit) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IntegerMatrix that
        && rows == that.rows
        && columns == that.columns
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rows + columns) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "IntegerMatrix[" + rows + ", " + columns + "]";
  }
}
