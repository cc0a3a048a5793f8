package org.keyspike.hardware;

/**
 * The form of the weight words of one matrix: one input's weights to one group of lanes.
 *
 * <pre>
 * perWord = lanes:  weight of lane i: bits [i·bits, (i+1)·bits)
 * perWord &lt; lanes:  bitmap of ⌈lanes / 8⌉ bytes, bit i says that lane i has a weight; then, from the next byte on, the
 *                   weight of the j-th of these lanes: bits [j·bits, (j+1)·bits), zeros up to perWord
 * </pre>
 *
 * <p>Bit i of bytes is bit i mod 8 of byte i / 8.
 *
 * @param bits of a weight, two's complement, 2 to 8
 * @param lanes that a word serves
 * @param perWord weights that a word has room for
 */
public record WeightWord(int bits, int lanes, int perWord) {

  /** Whether a bitmap says which lanes have weights. */
  public boolean compressed() {
    return perWord < lanes;
  }

  /** The bytes of the bitmap; 0 without. */
  public int bitmapBytes() {
    return compressed() ? (lanes + 7) / 8 : 0;
  }

  /** The bytes of a word. */
  public int bytes() {
    return bitmapBytes() + (perWord * bits + 7) / 8;
  }

  /**
   * Takes a word apart.
   *
   * @param memory what it lies in
   * @param address its first byte
   * @param weights receives one weight per lane, 0 where there is none, (lanes)
   */
  public void read(byte[] memory, int address, int[] weights) {
    int values = address + bitmapBytes();
    int next = 0;
    for (int lane = 0; lane < lanes; lane++) {
      boolean here = !compressed() || (memory[address + lane / 8] >> lane % 8 & 1) != 0;
      weights[lane] = here && next < perWord ? value(memory, values, next++) : 0;
    }
  }

  /** Puts the weights of the first {@code count} lanes together to a word, which was all zeros. */
  void write(byte[] memory, int address, int[] weights, int count) {
    int values = address + bitmapBytes();
    int next = 0;
    for (int lane = 0; lane < count; lane++) {
      if (!compressed()) {
        put(memory, values, lane, weights[lane]);
      } else if (weights[lane] != 0) {
        memory[address + lane / 8] |= (byte) (1 << lane % 8);
        put(memory, values, next++, weights[lane]);
      }
    }
  }

  private int value(byte[] memory, int values, int place) {
    int bit = place * bits;
    int from = values + bit / 8;
    int field = memory[from] & 0xFF;
    if (bit % 8 + bits > 8) {
      field |= (memory[from + 1] & 0xFF) << 8;
    }
    // The sign bit to the top, and back down with its copies.
    return field >> bit % 8 << 32 - bits >> 32 - bits;
  }

  private void put(byte[] memory, int values, int place, int weight) {
    int bit = place * bits;
    int field = (weight & (1 << bits) - 1) << bit % 8;
    memory[values + bit / 8] |= (byte) field;
    if (bit % 8 + bits > 8) {
      memory[values + bit / 8 + 1] |= (byte) (field >> 8);
    }
  }
}
