package org.keyspike.datasets.features;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The table of what a {@link ClipFile} holds. Compared with what is in a file by its header, not by
 * equals.
 *
 * @param kind of values
 * @param key 32 bytes that stand for all that the values depend on
 * @param width values in a row
 * @param rows rows of every clip
 */
record ClipTable(Kind kind, byte[] key, int width, int[] rows) {
  /** Raised when the layout, or what the front end computes, changes. */
  static final int VERSION = 2;

  static final int KEY_BYTES = 32;
  static final int FOOTER = 8;

  private static final int FIXED_HEADER = 56;
  private static final int ALIGNMENT = 64;

  /** What the values are. */
  enum Kind {
    /** float32, a row for each frame. */
    FEATURES(0x5346534B, Float.BYTES),
    /** int16, a row of one for each sample. */
    SOUND(0x5353534B, Short.BYTES);

    private final int magic;
    private final int bytes;

    Kind(int magic, int bytes) {
      this.magic = magic;
      this.bytes = bytes;
    }

    /** First in a file. */
    int magic() {
      return magic;
    }

    /** Bytes of a value. */
    int bytes() {
      return bytes;
    }
  }

  /** Values of a clip. */
  int values(int clip) {
    return Math.multiplyExact(rows[clip], width);
  }

  /** Bytes of a clip. */
  long bytes(int clip) {
    return (long) values(clip) * kind.bytes;
  }

  /** Where each clip begins, and where the last one ends. */
  long[] offsets() {
    long[] offsets = new long[rows.length + 1];
    long bytes = FIXED_HEADER + (long) rows.length * Integer.BYTES;
    offsets[0] = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    for (int clip = 0; clip < rows.length; clip++) {
      offsets[clip + 1] = offsets[clip] + bytes(clip);
    }
    return offsets;
  }

  ByteBuffer header() {
    int size = Math.toIntExact(offsets()[0]);
    ByteBuffer header = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(kind.magic).putInt(VERSION);
    header.put(Arrays.copyOf(key, KEY_BYTES));
    header.putInt(width).putInt(rows.length).putLong(size);
    for (int count : rows) {
      header.putInt(count);
    }
    return header.rewind();
  }
}
