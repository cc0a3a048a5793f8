package org.keyspike.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.keyspike.io.InputException;

/** The bytes of one file and the name to blame. */
record Content(String name, byte[] bytes) {

  /** The slowest and fastest rates of any recording; outside them the field is garbage. */
  private static final int LOWEST_RATE = 1_000;

  private static final int HIGHEST_RATE = 768_000;

  int length() {
    return bytes.length;
  }

  ByteBuffer buffer(ByteOrder order) {
    return ByteBuffer.wrap(bytes).order(order);
  }

  /** The bytes [from, from + length) as characters, cut at the end of the file. */
  String text(int from, int length) {
    int start = Math.min(from, bytes.length);
    int count = Math.min(length, bytes.length - start);
    return new String(bytes, start, count, StandardCharsets.ISO_8859_1);
  }

  /** A text with a question mark for each character that is no printable ASCII. */
  static String printable(String text) {
    StringBuilder printable = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        printable.setCharAt(i, '?');
      }
    }
    return printable.toString();
  }

  boolean startsWith(String magic) {
    return text(0, magic.length()).equals(magic);
  }

  InputException error(String field, String found, String expected) {
    return new InputException(name, field, found, expected);
  }

  /** The rate, if it can be that of a recording. */
  int checkedRate(String field, long rate) throws InputException {
    if (rate < LOWEST_RATE || rate > HIGHEST_RATE) {
      throw error(field, rate + " Hz", LOWEST_RATE + " to " + HIGHEST_RATE + " Hz");
    }
    return (int) rate;
  }
}
