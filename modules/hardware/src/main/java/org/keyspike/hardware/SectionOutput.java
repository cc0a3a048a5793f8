package org.keyspike.hardware;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Little-endian fields of one section, in order. */
final class SectionOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  SectionOutput u8(int value) {
    bytes.write(value);
    return this;
  }

  SectionOutput u16(int value) {
    return u8(value).u8(value >> 8);
  }

  SectionOutput u32(int value) {
    return u16(value).u16(value >> 16);
  }

  SectionOutput f64(double value) {
    long bits = Double.doubleToLongBits(value);
    return u32((int) bits).u32((int) (bits >> 32));
  }

  SectionOutput raw(byte[] values) {
    bytes.write(values, 0, values.length);
    return this;
  }

  SectionOutput text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return u32(utf8.length).raw(utf8);
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
