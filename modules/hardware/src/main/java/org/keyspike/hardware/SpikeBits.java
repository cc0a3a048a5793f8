package org.keyspike.hardware;

/** Spikes, one per byte, to and from bits: spike i is bit i mod 8 of byte i / 8. */
final class SpikeBits {
  private SpikeBits() {}

  static byte[] pack(byte[] spikes) {
    byte[] bits = new byte[bytes(spikes.length)];
    for (int i = 0; i < spikes.length; i++) {
      bits[i / 8] |= (byte) (spikes[i] << i % 8);
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

  /** Whether the bits after the last spike, up to a whole byte, are 0. */
  static boolean padded(byte[] bits, int count) {
    return count % 8 == 0 || (bits[bits.length - 1] & 0xFF) >> count % 8 == 0;
  }

  static int bytes(int spikes) {
    return (spikes + 7) / 8;
  }
}
