package org.keyspike.engine.vector;

import java.util.Arrays;

/**
 * A matrix in column blocks, each (rows, width) without gaps, so that what a kernel passes over
 * stays in the cache: tiles for {@link RowKernels#gather}, panels for {@link RowKernels#product}.
 *
 * @param rows of each block
 * @param columns values of a row without padding
 * @param width columns of a block; the last may have fewer
 */
record Blocked(Geometry geometry, float[] data, int rows, int columns, int width) {

  /** An empty one. */
  static Blocked of(ArrayPool pool, Geometry geometry, int rows, int columns, int width) {
    float[] data = pool.floats(Geometry.ORIGIN + rows * geometry.padded(columns));
    return new Blocked(geometry, data, rows, columns, width);
  }

  int blocks() {
    return geometry.pieces(columns, width);
  }

  int base(int block) {
    return Geometry.ORIGIN + block * width * rows;
  }

  int width(int block) {
    return geometry.width(columns, width, block);
  }

  void clear(int block) {
    Arrays.fill(data, base(block), base(block) + rows * width(block), 0);
  }

  /** Fills one block from a row-major matrix of this shape. */
  void pack(int block, float[] matrix) {
    int w = width(block);
    int first = block * width;
    int real = Math.min(w, columns - first);
    for (int r = 0; r < rows; r++) {
      int to = base(block) + r * w;
      System.arraycopy(matrix, r * columns + first, data, to, real);
      Arrays.fill(data, to + real, to + w, 0);
    }
  }

  /** Fills one block from a row-major matrix of the transposed shape, (columns, rows). */
  void packTransposed(int block, float[] matrix) {
    int w = width(block);
    int first = block * width;
    int base = base(block);
    for (int c = 0; c < w; c++) {
      int from = (first + c) * rows;
      boolean real = first + c < columns;
      for (int r = 0; r < rows; r++) {
        data[base + r * w + c] = real ? matrix[from + r] : 0;
      }
    }
  }

  /** Writes one block, times a factor, to a row-major matrix of the transposed shape. */
  void unpackTransposed(int block, float factor, float[] matrix) {
    int w = width(block);
    int first = block * width;
    int base = base(block);
    int real = Math.min(w, columns - first);
    for (int c = 0; c < real; c++) {
      int to = (first + c) * rows;
      for (int r = 0; r < rows; r++) {
        matrix[to + r] = factor * data[base + r * w + c];
      }
    }
  }
}
