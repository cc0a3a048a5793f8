package org.keyspike.hardware;

import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerVector;

/**
 * The section of the delays of a layer's inputs: the longest of them, then their binary digits as
 * bit planes, the lowest first, which is how a machine reads them.
 */
final class DelaySection {
  private DelaySection() {}

  static byte[] write(IntegerVector delays) {
    int most = most(delays);
    SectionOutput out = new SectionOutput().u8(most);
    byte[] values = new byte[delays.size()];
    for (int j = 0; j < values.length; j++) {
      values[j] = (byte) delays.get(j);
    }
    for (int digit = 0; digit < digits(most); digit++) {
      out.raw(SpikeBits.pack(values, digit));
    }
    return out.toBytes();
  }

  /**
   * @param inputs M
   */
  static IntegerVector read(SectionInput in, long inputs) throws CorruptImageException {
    int most = in.between("longest delay", in.u8("longest delay"), 0, IntegerLayer.LARGEST_DELAY);
    int digits = digits(most);
    in.requireLeft("delays", digits * ((inputs + 7) / 8));
    int count = Math.toIntExact(inputs);
    int[] delays = new int[count];
    for (int digit = 0; digit < digits; digit++) {
      byte[] plane = in.raw("delays", SpikeBits.bytes(count));
      if (!SpikeBits.padded(plane, count)) {
        throw in.corrupt("delays", "padding that is not 0", "zeros up to a whole byte");
      }
      for (int j = 0; j < count; j++) {
        delays[j] |= (plane[j / 8] >> j % 8 & 1) << digit;
      }
    }
    in.end();
    IntegerVector vector = new IntegerVector(delays);
    int longest = most(vector);
    if (longest != most) {
      throw in.corrupt("longest delay", most, longest + ", the longest of the delays");
    }
    return vector;
  }

  /** The number of binary digits of the delays up to a longest one. */
  static int digits(int most) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(most);
  }

  private static int most(IntegerVector delays) {
    int most = 0;
    for (int delay : delays.values()) {
      most = Math.max(most, delay);
    }
    return most;
  }
}
