package org.keyspike.audio;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes WAV files byte by byte, sharing nothing with the code under test. */
final class WavBytes {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  static WavBytes start() {
    return new WavBytes();
  }

  /** A whole file: format, then the samples. */
  static byte[] file(int tag, int bits, int channels, int rate, byte[] samples) {
    return start().format(tag, bits, channels, rate).chunk("data", samples).riff();
  }

  WavBytes format(int tag, int bits, int channels, int rate) {
    return chunk("fmt ", formatFields(tag, bits, channels, rate));
  }

  /** WAVE_FORMAT_EXTENSIBLE with the usual identifier, its tag apart. */
  WavBytes extensible(int tag, int bits, int channels, int rate) {
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    fields.writeBytes(formatFields(0xFFFE, bits, channels, rate));
    little(fields, 22, 2);
    little(fields, bits, 2);
    little(fields, 0, 4);
    little(fields, tag, 2);
    for (int b : new int[] {0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71}) {
      fields.write(b);
    }
    return chunk("fmt ", fields.toByteArray());
  }

  WavBytes chunk(String id, byte[] content) {
    return chunk(id, content.length, content);
  }

  /** A chunk that may lie about its length. */
  WavBytes chunk(String id, long declared, byte[] content) {
    body.writeBytes(id.getBytes(StandardCharsets.US_ASCII));
    little(body, declared, 4);
    body.writeBytes(content);
    if (content.length % 2 == 1) {
      body.write(0);
    }
    return this;
  }

  byte[] riff() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("RIFF".getBytes(StandardCharsets.US_ASCII));
    little(file, body.size() + 4, 4);
    file.writeBytes("WAVE".getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(body.toByteArray());
    return file.toByteArray();
  }

  /** The integers, each in so many bytes, low byte first; 8 bits are shifted to unsigned. */
  static byte[] integers(int bits, long... values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (long value : values) {
      little(out, bits == 8 ? value + 128 : value, bits / 8);
    }
    return out.toByteArray();
  }

  static byte[] floats(float... values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (float value : values) {
      little(out, Float.floatToRawIntBits(value), 4);
    }
    return out.toByteArray();
  }

  static byte[] doubles(double... values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (double value : values) {
      little(out, Double.doubleToRawLongBits(value), 8);
    }
    return out.toByteArray();
  }

  private static byte[] formatFields(int tag, int bits, int channels, int rate) {
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    little(fields, tag, 2);
    little(fields, channels, 2);
    little(fields, rate, 4);
    little(fields, (long) rate * channels * bits / 8, 4);
    little(fields, channels * bits / 8, 2);
    little(fields, bits, 2);
    return fields.toByteArray();
  }

  private static void little(ByteArrayOutputStream out, long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >> 8 * i));
    }
  }
}
