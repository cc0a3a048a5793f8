package org.keyspike.engine.vector;

/**
 * The layout of rows in arrays for kernels of a width.
 *
 * @param lanes values of a vector
 * @param panelVectors vectors of a panel
 */
record Geometry(int lanes, int panelVectors) {
  /** Values of a cache line of 64 bytes. */
  private static final int LINE = 16;

  /**
   * Where the first row of a large array begins. Values begin 16 bytes after an array, so that here
   * a cache line begins where arrays lie at multiples of 64 bytes ({@code
   * -XX:ObjectAlignmentInBytes=64}, as scripts/keyspike has it): a vector of 512 bits then takes
   * one line and not two.
   */
  static final int ORIGIN = 12;

  /** Values of a row rounded up to whole vectors. */
  int padded(int values) {
    return (values + lanes - 1) / lanes * lanes;
  }

  /**
   * The distance of rows: an odd number of cache lines, because rows at distances of a power of two
   * fall into few sets of the caches.
   */
  int stride(int values) {
    return ((padded(values) + LINE - 1) / LINE | 1) * LINE;
  }

  /** Columns of a tile of {@link RowKernels#gather}. */
  int tile() {
    return RowKernels.TILE * lanes;
  }

  /** Columns of a panel of {@link RowKernels#product}. */
  int panel() {
    return panelVectors * lanes;
  }

  /** Pieces of a width that a row of values takes. */
  int pieces(int values, int width) {
    return (padded(values) + width - 1) / width;
  }

  /** Columns of a piece: {@code width}, or what is left for the last. */
  int width(int values, int width, int piece) {
    return Math.min(width, padded(values) - piece * width);
  }
}
