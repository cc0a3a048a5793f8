package org.keyspike.hardware;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A text form of a memory, for other people's tools. */
public enum TextFormat {
  /** One word a line in hexadecimal digits, as {@code $readmemh} of Verilog reads it. */
  READMEMH("hex") {
    @Override
    void write(MemorySlice slice, byte[] file, StringBuilder text) {
      for (int word = 0; word < slice.words(); word++) {
        hex(slice, file, word, text);
        text.append('\n');
      }
    }
  },
  /** Memory Initialization File of Quartus. */
  MIF("mif") {
    @Override
    void write(MemorySlice slice, byte[] file, StringBuilder text) {
      text.append("WIDTH = ").append(8 * slice.wordBytes()).append(";\n");
      text.append("DEPTH = ").append(slice.words()).append(";\n");
      text.append("ADDRESS_RADIX = HEX;\nDATA_RADIX = HEX;\nCONTENT BEGIN\n");
      for (int word = 0; word < slice.words(); word++) {
        text.append(String.format(Locale.ROOT, "%X : ", word));
        hex(slice, file, word, text);
        text.append(";\n");
      }
      text.append("END;\n");
    }
  },
  /** A C header with an array of bytes, word after word, each little-endian. */
  C("h") {
    @Override
    void write(MemorySlice slice, byte[] file, StringBuilder text) {
      String guard = "KEYSPIKE_" + slice.name().toUpperCase(Locale.ROOT) + "_H";
      text.append("#ifndef ").append(guard).append("\n#define ").append(guard).append('\n');
      text.append("#include <stdint.h>\n");
      text.append("static const uint8_t keyspike_").append(slice.name());
      text.append('[').append(slice.words()).append("][").append(slice.wordBytes());
      text.append("] = {\n");
      for (int word = 0; word < slice.words(); word++) {
        text.append("  {");
        for (int b = 0; b < slice.wordBytes(); b++) {
          int value = file[slice.offset() + word * slice.wordBytes() + b] & 0xFF;
          text.append(b == 0 ? "" : ", ").append(String.format(Locale.ROOT, "0x%02X", value));
        }
        text.append("},\n");
      }
      text.append("};\n#endif\n");
    }
  };

  private final String extension;

  TextFormat(String extension) {
    this.extension = extension;
  }

  /** The end of the names of its files. */
  public String extension() {
    return extension;
  }

  /** Appends the words of a memory. */
  abstract void write(MemorySlice slice, byte[] file, StringBuilder text);

  byte[] bytes(MemorySlice slice, byte[] file) {
    StringBuilder text = new StringBuilder();
    write(slice, file, text);
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** A word as a number, its highest digit first. */
  private static void hex(MemorySlice slice, byte[] file, int word, StringBuilder text) {
    for (int b = slice.wordBytes() - 1; b >= 0; b--) {
      int value = file[slice.offset() + word * slice.wordBytes() + b] & 0xFF;
      text.append(Character.forDigit(value >> 4, 16)).append(Character.forDigit(value & 15, 16));
    }
  }
}
