package org.keyspike.audio;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes SPHERE files with any header, sharing nothing with the code under test. */
final class SphereBytes {
  private static final int HEADER = 1024;

  private final Map<String, String> fields = new LinkedHashMap<>();
  private byte[] samples = {};

  /** A valid mono 16 kHz file. */
  static SphereBytes of(boolean bigEndian, short... values) {
    SphereBytes file = new SphereBytes();
    file.set("sample_count", "-i " + values.length);
    file.set("sample_n_bytes", "-i 2").set("channel_count", "-i 1");
    file.set("sample_byte_format", "-s2 " + (bigEndian ? "10" : "01"));
    file.set("sample_rate", "-i 16000").set("sample_coding", "-s3 pcm");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (short value : values) {
      out.write(bigEndian ? value >> 8 : value);
      out.write(bigEndian ? value : value >> 8);
    }
    return file.samples(out.toByteArray());
  }

  SphereBytes set(String name, String typeAndValue) {
    fields.put(name, typeAndValue);
    return this;
  }

  SphereBytes without(String name) {
    fields.remove(name);
    return this;
  }

  SphereBytes samples(byte[] bytes) {
    samples = bytes.clone();
    return this;
  }

  byte[] file() {
    StringBuilder header = new StringBuilder("NIST_1A\n   1024\n; a comment -s1 x\n");
    fields.forEach((name, value) -> header.append(name).append(' ').append(value).append('\n'));
    header.append("end_head\n");
    byte[] text = header.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] file = new byte[HEADER + samples.length];
    System.arraycopy(text, 0, file, 0, text.length);
    System.arraycopy(samples, 0, file, HEADER, samples.length);
    return file;
  }
}
