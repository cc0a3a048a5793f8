package org.keyspike.hardware;

import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerVector;

/**
 * The numbers of a network at the limits, drawn in the order in which they are asked for: x ←
 * 6364136223846793005 x + 1442695040888963407 modulo 2⁶⁴, x = 0 at first; a choice among n values
 * is number ⌊x / 2³³⌋ modulo n of them. Matrices are drawn row by row.
 */
final class LimitsNumbers {
  private final int weight;
  private long state;

  /**
   * @param weightBits of every weight
   */
  LimitsNumbers(int weightBits) {
    weight = 1 << weightBits - 1;
  }

  /** Zeros, small weights, and mostly the largest and the smallest. */
  IntegerMatrix matrix(int rows, int columns) {
    byte[] values = new byte[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) choose(0, 0, 0, 1, -1, weight - 1, weight - 1, -weight);
    }
    return new IntegerMatrix(rows, columns, values);
  }

  /** Rows of the largest weights alone, of the smallest alone, and mixed. */
  IntegerMatrix signs(int rows, int columns) {
    byte[] values = new byte[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        values[row * columns + column] =
            (byte)
                switch (row % 4) {
                  case 0 -> weight - 1;
                  case 1 -> -weight;
                  default -> choose(weight - 1, -weight, 0, 1);
                };
      }
    }
    return new IntegerMatrix(rows, columns, values);
  }

  IntegerVector vector(int size, int... among) {
    int[] values = new int[size];
    for (int i = 0; i < size; i++) {
      values[i] = choose(among);
    }
    return new IntegerVector(values);
  }

  int choose(int... among) {
    state = state * 6364136223846793005L + 1442695040888963407L;
    return among[(int) ((state >>> 33) % among.length)];
  }
}
