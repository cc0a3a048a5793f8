package org.keyspike.hardware;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A reader of the fields of one section; running past its end, or leaving a rest, is a corrupt
 * file.
 */
final class SectionInput {
  private final String file;
  private final SectionKey key;
  private final ByteBuffer bytes;

  SectionInput(String file, SectionKey key, ByteBuffer bytes) {
    this.file = file;
    this.key = key;
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  int u8(String field) throws CorruptImageException {
    requireLeft(field, 1);
    return bytes.get() & 0xFF;
  }

  int i8(String field) throws CorruptImageException {
    return (byte) u8(field);
  }

  int u16(String field) throws CorruptImageException {
    requireLeft(field, 2);
    return bytes.getShort() & 0xFFFF;
  }

  int i16(String field) throws CorruptImageException {
    return (short) u16(field);
  }

  /** An unsigned 32-bit number that is below 2³¹. */
  int size(String field) throws CorruptImageException {
    requireLeft(field, 4);
    int value = bytes.getInt();
    if (value < 0) {
      throw corrupt(field, Integer.toUnsignedString(value), "less than 2^31");
    }
    return value;
  }

  int i32(String field) throws CorruptImageException {
    requireLeft(field, 4);
    return bytes.getInt();
  }

  double f64(String field) throws CorruptImageException {
    requireLeft(field, 8);
    return bytes.getDouble();
  }

  byte[] raw(String field, long length) throws CorruptImageException {
    requireLeft(field, length);
    byte[] values = new byte[(int) length];
    bytes.get(values);
    return values;
  }

  String text(String field) throws CorruptImageException {
    byte[] utf8 = raw(field, size(field));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw corrupt(field, "bytes that are no UTF-8", "UTF-8");
    }
  }

  /** A value that was read, if it is in its range. */
  int between(String field, int value, int low, int high) throws CorruptImageException {
    if (value < low || value > high) {
      throw corrupt(field, value, low + " to " + high);
    }
    return value;
  }

  /** Nothing may be left. */
  void end() throws CorruptImageException {
    if (bytes.hasRemaining()) {
      throw corrupt("length", bytes.limit() + " bytes", bytes.position() + " bytes");
    }
  }

  CorruptImageException corrupt(String field, Object found, String expected) {
    return new CorruptImageException(file, key + " " + field, found, expected);
  }

  /** So many bytes must be left, before room is made for what they say. */
  void requireLeft(String field, long length) throws CorruptImageException {
    if (length < 0 || length > bytes.remaining()) {
      throw corrupt(field, bytes.remaining() + " bytes left", length + " bytes");
    }
  }
}
