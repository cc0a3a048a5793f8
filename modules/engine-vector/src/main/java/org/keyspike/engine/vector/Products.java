package org.keyspike.engine.vector;

/** Dense products of rows with a matrix in panels. */
final class Products {
  /** Rows that stay in the cache while all panels pass. */
  private static final int ROWS = 64;

  private Products() {}

  /**
   * out = left · right.
   *
   * @param left (rows, depth) with a stride
   * @param right (depth, columns) in panels
   * @param out receives (rows, columns) with the stride of such rows
   */
  static void multiply(
      PassContext context,
      float[] left,
      int base,
      int stride,
      int rows,
      Blocked right,
      float[] out,
      int outBase) {
    int outStride = context.geometry().stride(right.columns());
    for (int first = 0; first < rows; first += ROWS) {
      int count = Math.min(ROWS, rows - first);
      context
          .kernels()
          .product(
              left,
              base + first * stride,
              stride,
              count,
              right,
              out,
              outBase + first * outStride,
              outStride);
    }
  }
}
