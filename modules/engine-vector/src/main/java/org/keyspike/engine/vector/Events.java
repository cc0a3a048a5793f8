package org.keyspike.engine.vector;

import org.keyspike.network.OutputCode;

/**
 * The non-zero entries in the rows of a shard: positions and, unless all are 1, values. Row r has
 * the entries from {@code start[r]} to below {@code start[r + 1]}, in ascending order.
 *
 * @param width columns of a row
 * @param value null if every value is 1
 */
record Events(int rows, int width, int[] start, int[] index, float[] value) {

  /** Room for rows that are all full; one entry more, because appending writes before it looks. */
  static Events ones(ArrayPool pool, int rows, int width) {
    return new Events(rows, width, pool.integers(rows + 1), pool.integers(rows * width + 1), null);
  }

  /** Room for rows that are all full, with values. */
  static Events values(ArrayPool pool, int rows, int width) {
    return new Events(
        rows,
        width,
        pool.integers(rows + 1),
        pool.integers(rows * width + 1),
        pool.floats(rows * width + 1));
  }

  /** Room for rows that are all full, of what neurons put out. */
  static Events of(OutputCode code, ArrayPool pool, int rows, int width) {
    return code instanceof OutputCode.Spikes ? ones(pool, rows, width) : values(pool, rows, width);
  }

  void begin() {
    start[0] = 0;
  }

  /** Appends the next row from outputs of neurons: where there are no values, spikes of 0 and 1. */
  void append(int row, float[] s, int base) {
    if (value != null) {
      appendValues(row, s, base);
      return;
    }
    int at = start[row];
    for (int n = 0; n < width; n++) {
      index[at] = n;
      // The bits of 1 are 0x3f800000 and those of 0 are 0: no branch that spikes would mislead.
      at += Float.floatToRawIntBits(s[base + n]) >>> 29;
    }
    start[row + 1] = at;
  }

  /** Appends the next row from values that are not negative; only their positions are kept. */
  void appendPositive(int row, float[] x, int base) {
    int at = start[row];
    for (int n = 0; n < width; n++) {
      index[at] = n;
      at += -Float.floatToRawIntBits(x[base + n]) >>> 31;
    }
    start[row + 1] = at;
  }

  /** Appends the next row from values. */
  void appendValues(int row, float[] x, int base) {
    int at = start[row];
    for (int n = 0; n < width; n++) {
      index[at] = n;
      value[at] = x[base + n];
      // Without a branch, as above: only ±0 has no bits but the sign's.
      int bits = Float.floatToRawIntBits(x[base + n]) << 1;
      at += (bits | -bits) >>> 31;
    }
    start[row + 1] = at;
  }

  /** Appends the next row: another's without what a mask leaves out. */
  void appendMasked(int row, Events of, float[] mask, int maskBase) {
    int at = start[row];
    for (int e = of.start[row]; e < of.start[row + 1]; e++) {
      index[at] = of.index[e];
      if (value != null) {
        value[at] = of.value[e];
      }
      at += mask[maskBase + of.index[e]] == 0 ? 0 : 1;
    }
    start[row + 1] = at;
  }

  /** Appends the next row: the entries of another's row, which may be there already. */
  void appendAll(int row, Events of, int from) {
    int count = of.start[from + 1] - of.start[from];
    copy(of, of.start[from], start[row], count);
    start[row + 1] = start[row] + count;
  }

  /** Appends the next row: those of two rows of another, a position in both coming twice. */
  void appendBoth(int row, Events of, int one, int two) {
    appendAll(row, of, one);
    int count = of.start[two + 1] - of.start[two];
    copy(of, of.start[two], start[row + 1], count);
    start[row + 1] += count;
  }

  private void copy(Events of, int from, int to, int count) {
    System.arraycopy(of.index, from, index, to, count);
    if (value != null) {
      System.arraycopy(of.value, from, value, to, count);
    }
  }

  /** The same without values if all are 1: such inputs are spikes. */
  Events plain() {
    for (int e = 0; value != null && e < start[rows]; e++) {
      if (value[e] != 1) {
        return this;
      }
    }
    return new Events(rows, width, start, index, null);
  }

  /** Entries of some rows, each with its value. */
  double sum(int row, int rowCount) {
    if (value == null) {
      return count(row, rowCount);
    }
    double sum = 0;
    for (int e = start[row]; e < start[row + rowCount]; e++) {
      sum += value[e];
    }
    return sum;
  }

  /** Positions with an entry in either of two rows. */
  int either(int one, int two) {
    int a = start[one];
    int b = start[two];
    int count = 0;
    while (a < start[one + 1] && b < start[two + 1]) {
      int difference = index[a] - index[b];
      a += difference <= 0 ? 1 : 0;
      b += difference >= 0 ? 1 : 0;
      count++;
    }
    return count + start[one + 1] - a + start[two + 1] - b;
  }

  /** The value of an entry. */
  float at(int entry) {
    return value == null ? 1 : value[entry];
  }

  /** Entries of some rows. */
  int count(int row, int rowCount) {
    return start[row + rowCount] - start[row];
  }
}
