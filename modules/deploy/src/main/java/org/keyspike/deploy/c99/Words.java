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
    int width = Integer.SIZE / order.length;
    int bias = 1 << bits - 1;
    int groups = (matrix.rows() + order.length - 1) / order.length;
    int[] words = new int[groups * matrix.columns()];
    for (int i = 0; i < words.length; i++) {
      int column = i % matrix.columns();
      for (int lane = 0; lane < order.length; lane++) {
        int row = i / matrix.columns() * order.length + order[lane];
        int weight = row < matrix.rows() ? matrix.get(row, column) : 0;
        words[i] |= weight + bias << width * lane;
      }
    }
    return words;
  }
}
