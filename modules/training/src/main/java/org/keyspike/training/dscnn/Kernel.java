package org.keyspike.training.dscnn;

/**
 * The window of a convolution.
 *
 * @param rows of it
 * @param columns of it
 * @param stride from one place of it to the next, both ways
 * @param rowPadding zeros before the first row and behind the last
 * @param columnPadding zeros before the first column and behind the last
 */
public record Kernel(int rows, int columns, int stride, int rowPadding, int columnPadding) {
  /** A window of one place. */
  static final Kernel POINT = new Kernel(1, 1, 1, 0, 0);

  /** The map that it makes of another, with so many channels. */
  Plane over(Plane in, int channels) {
    return new Plane(
        (in.rows() + 2 * rowPadding - rows) / stride + 1,
        (in.columns() + 2 * columnPadding - columns) / stride + 1,
        channels);
  }
}
