package org.keyspike.deploy.c99;

import org.keyspike.integer.IntegerMatrix;

/** Weights in words of 32 bits, as the package documentation says. */
final class Words {
  private static final int[] NIBBLES = {0, 4, 1, 5, 2, 6, 3, 7};
  private static final int[] BYTES = {0, 2, 1, 3};

  private Words() {}

  /**
   * The words of a matrix.
   *
   * @param bits of a weight, 2 to 8
   */
  static int[] of(IntegerMatrix matrix, int bits) {
    int[] order = bits <= 4 ? NIBBLES : BYTES;
    int words = bits <= 4 ? 2 : 1;
    int rows = words * order.length;
    int groups = (matrix.rows() + rows - 1) / rows;
    int[] packed = new int[groups * matrix.columns() * words];
    for (int i = 0; i < packed.length; i++) {
      int column = i / words % matrix.columns();
      int first = i / words / matrix.columns() * rows + i % words * order.length;
      packed[i] = word(matrix, bits, first, column, order);
    }
    return packed;
  }

  private static int word(IntegerMatrix matrix, int bits, int first, int column, int[] order) {
    int word = 0;
    for (int lane = 0; lane < order.length; lane++) {
      int row = first + order[lane];
      int weight = row < matrix.rows() ? matrix.get(row, column) : 0;
      word |= weight + (1 << bits - 1) << Integer.SIZE / order.length * lane;
    }
    return word;
  }
}
