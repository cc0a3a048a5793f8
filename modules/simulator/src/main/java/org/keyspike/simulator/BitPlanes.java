package org.keyspike.simulator;

/** Unsigned bytes as bit planes in the spike memory: plane b holds bit b of every value. */
final class BitPlanes {
  private final SpikeMemory spikes;
  private final int base;
  private final int words;
  private final byte[] plane;
  private final int[][] regions = new int[Layout.PLANES][1];

  BitPlanes(SpikeMemory spikes, int base, int values) {
    this.spikes = spikes;
    this.base = base;
    words = spikes.wordsOf(values);
    plane = new byte[values];
    for (int bit = 0; bit < Layout.PLANES; bit++) {
      regions[bit][0] = base + bit * words;
    }
  }

  /** The region of a plane, for the zero-skip unit. */
  int[] region(int bit) {
    return regions[bit];
  }

  /** Writes {@code count} values from {@code first} on. */
  void write(int first, byte[] values, int from, int count) {
    for (int bit = 0; bit < Layout.PLANES; bit++) {
      for (int i = 0; i < count; i++) {
        plane[i] = (byte) (values[from + i] >> bit & 1);
      }
      spikes.write(base + bit * words, first, plane, 0, count);
    }
  }
}
