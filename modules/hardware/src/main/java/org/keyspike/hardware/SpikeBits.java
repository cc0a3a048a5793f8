package org.keyspike.hardware;

/**
 * Spikes, or a binary digit of other outputs, one per byte, to and from bits: value i is bit i mod
 * 8 of byte i / 8.
 */
final class SpikeBits {
  private SpikeBits() {}

  static byte[] pack(byte[] spikes) {
    return pack(spikes, 0);
  }

  /** One digit of each value, from 0. */
  static byte[] pack(byte[] values, int digit) {
    byte[] bits = new byte[bytes(values.length)];
    for (int i = 0; i < values.length; i++) {
      bits[i / 8] |= (byte) ((values[i] >> digit & 1) << i % 8);
    }
    return bits;
  }

  static byte[] unpack(byte[] bits, int count) {
    byte[] spikes = new byte[count];
    for (int i = 0; i < count; i++) {
      spikes[i] = (byte) (bits[i / 8] >> i % 8 & 1);
    }
    return spikes;
  }

  /** The number of digits of the largest of some values, at least 1. */
  static int digits(byte[] values) {
    int any = 1;
    for (byte value : values) {
      any |= value;
    }
    return Integer.SIZE - Integer.numberOfLeadingZeros(any);
  }

  /** Whether the bits after the last spike, up to a whole byte, are 0. */
  static boolean padded(byte[] bits, int count) {
    return count % 8 == 0 || (bits[bits.length - 1] & 0xFF) >> count % 8 == 0;
  }

  static int bytes(int spikes) {
    return (spikes + 7) / 8;
  }
}
