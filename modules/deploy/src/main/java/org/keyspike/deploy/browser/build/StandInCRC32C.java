package org.keyspike.deploy.browser.build;

/** CRC-32C (Castagnoli) for TeaVM, whose class library has no {@link java.util.zip.CRC32C}. */
final class StandInCRC32C {
  private static final int POLYNOMIAL = 0x82F63B78;
  private static final int[] TABLE = table();

  private int rest = -1;

  StandInCRC32C() {}

  private static int[] table() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int rest = i;
      for (int bit = 0; bit < 8; bit++) {
        rest = rest >>> 1 ^ ((rest & 1) == 0 ? 0 : POLYNOMIAL);
      }
      table[i] = rest;
    }
    return table;
  }

  /** As {@link java.util.zip.CRC32C#update(byte[], int, int)}. */
  void update(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      rest = rest >>> 8 ^ TABLE[(rest ^ bytes[i]) & 0xFF];
    }
  }

  /** As {@link java.util.zip.CRC32C#getValue}. */
  long getValue() {
    return ~rest & 0xFFFFFFFFL;
  }
}
