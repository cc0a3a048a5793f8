package org.keyspike.training.dscnn;

/**
 * The extent of one layer's values: a map of rows (time) and columns (cepstral coefficients) with
 * so many channels. Values lie row by row, column by column, channels innermost.
 *
 * @param rows steps in time
 * @param columns coefficients
 * @param channels values at each place
 */
public record Plane(int rows, int columns, int channels) {

  /** Rows times columns. */
  public int places() {
    return rows * columns;
  }

  /** The number of values. */
  public int size() {
    return places() * channels;
  }
}
