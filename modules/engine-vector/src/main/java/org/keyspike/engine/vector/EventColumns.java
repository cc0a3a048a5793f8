package org.keyspike.engine.vector;

import java.util.Arrays;

/**
 * {@link Events} by columns, in blocks of rows: block k and column j have the rows {@code
 * row[start[k · (width + 1) + j]]} to below {@code start[… + 1]}. ΔW adds up rows of gradients;
 * those of a block are few enough to stay in the nearest cache while all columns pass.
 *
 * @param value null if every value is 1
 */
record EventColumns(int blocks, int width, int[] start, int[] row, float[] value) {
  /** Rows of a block. */
  static final int ROWS = 128;

  static EventColumns of(ArrayPool pool, Events events, int width) {
    int blocks = (events.rows() + ROWS - 1) / ROWS;
    int[] start = pool.integers(blocks * (width + 1) + 1);
    int entries = events.start()[events.rows()];
    int[] row = pool.integers(entries);
    float[] value = events.value() == null ? null : pool.floats(entries);
    int at = 0;
    for (int k = 0; k < blocks; k++) {
      int first = k * ROWS;
      int last = Math.min(events.rows(), first + ROWS);
      at = block(width, events, first, last, start, k * (width + 1), at, row, value);
    }
    return new EventColumns(blocks, width, start, row, value);
  }

  /** Sorts the entries of some rows by column; returns where the next block's begin. */
  private static int block(
      int width,
      Events events,
      int first,
      int last,
      int[] start,
      int base,
      int at,
      int[] row,
      float[] value) {
    Arrays.fill(start, base, base + width + 1, 0);
    int from = events.start()[first];
    int to = events.start()[last];
    for (int e = from; e < to; e++) {
      start[base + events.index()[e] + 1]++;
    }
    start[base] = at;
    for (int j = 0; j < width; j++) {
      start[base + j + 1] += start[base + j];
    }
    for (int r = first; r < last; r++) {
      for (int e = events.start()[r]; e < events.start()[r + 1]; e++) {
        int place = start[base + events.index()[e]]++;
        row[place] = r;
        if (value != null) {
          value[place] = events.value()[e];
        }
      }
    }
    // Every start has moved to the next one's place: move them back.
    System.arraycopy(start, base, start, base + 1, width);
    start[base] = at;
    return at + to - from;
  }

  /** Where a block's starts begin. */
  int first(int block) {
    return block * (width + 1);
  }
}
