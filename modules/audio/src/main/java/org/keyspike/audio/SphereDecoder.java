package org.keyspike.audio;

import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import org.keyspike.io.InputException;

/** NIST SPHERE files; the fields are in the description of the package. */
final class SphereDecoder {
  static final String MAGIC = "NIST_1A\n";

  /** The magic line and the line with the header's length, eight bytes each. */
  private static final int PREAMBLE = 16;

  private final Content content;
  private final int headerLength;
  private final Map<String, String> fields;

  private SphereDecoder(Content content) throws InputException {
    this.content = content;
    this.headerLength = headerLength(content);
    this.fields = fields(content, headerLength);
  }

  static AudioClip decode(Content content) throws InputException {
    return new SphereDecoder(content).block().decode(content);
  }

  private SampleBlock block() throws InputException {
    String coding = fields.getOrDefault("sample_coding", "pcm").toLowerCase(Locale.ROOT);
    if (coding.contains(",") || coding.contains("shorten")) {
      throw content.error("sample_coding", coding, "uncompressed speech: run w_decode -o pcm");
    }
    SampleFormat format =
        switch (coding) {
          case "pcm" -> SampleFormat.SIGNED_16;
          case "ulaw", "mu-law" -> SampleFormat.MU_LAW;
          default -> throw content.error("sample_coding", coding, "pcm or ulaw");
        };
    long width = number("sample_n_bytes");
    if (width != format.bytes()) {
      throw content.error("sample_n_bytes", width + "", format.bytes() + " for " + coding);
    }
    long channels = number("channel_count");
    if (channels < 1 || channels > 0xFFFF) {
      throw content.error("channel_count", channels + "", "1 to 65535");
    }
    int rate = content.checkedRate("sample_rate", number("sample_rate"));
    long count = number("sample_count");
    if (count < 1) {
      throw content.error("sample_count", count + "", "at least one sample");
    }
    int there = content.length() - headerLength;
    // Divided, not multiplied: the count comes from the file and may be anything.
    if (count > there / (channels * width)) {
      throw content.error(
          "samples",
          there + " bytes (truncated)",
          count + " × " + channels + " × " + width + " bytes");
    }
    ByteOrder order = format == SampleFormat.MU_LAW ? ByteOrder.LITTLE_ENDIAN : order();
    return new SampleBlock(headerLength, (int) count, (int) channels, rate, format, order);
  }

  private ByteOrder order() throws InputException {
    String order = value("sample_byte_format");
    return switch (order) {
      case "01" -> ByteOrder.LITTLE_ENDIAN;
      case "10" -> ByteOrder.BIG_ENDIAN;
      default ->
          throw content.error("sample_byte_format", order, "01 (low byte first) or 10 (high)");
    };
  }

  private long number(String field) throws InputException {
    String value = value(field);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw content.error(field, value, "a whole number");
    }
  }

  private String value(String field) throws InputException {
    String value = fields.get(field);
    if (value == null) {
      throw content.error(field, "nothing", "the field in the SPHERE header");
    }
    return value;
  }

  private static int headerLength(Content content) throws InputException {
    String line = content.text(MAGIC.length(), PREAMBLE - MAGIC.length()).strip();
    int length;
    try {
      length = Integer.parseInt(line);
    } catch (NumberFormatException e) {
      throw content.error("header length", Content.printable(line), "a whole number");
    }
    if (length < PREAMBLE) {
      throw content.error("header length", length + " bytes", "at least " + PREAMBLE + " bytes");
    }
    if (length > content.length()) {
      throw content.error(
          "header", content.length() + " bytes (truncated)", length + " bytes before the samples");
    }
    return length;
  }

  /** The lines {@code name -type value} up to {@code end_head}; a semicolon starts a comment. */
  private static Map<String, String> fields(Content content, int headerLength)
      throws InputException {
    Map<String, String> fields = new HashMap<>();
    StringTokenizer lines =
        new StringTokenizer(content.text(PREAMBLE, headerLength - PREAMBLE), "\n");
    while (lines.hasMoreTokens()) {
      String line = lines.nextToken();
      if (line.strip().equals("end_head")) {
        return fields;
      }
      StringTokenizer parts = new StringTokenizer(line.strip());
      if (parts.countTokens() >= 3 && !line.startsWith(";")) {
        String name = parts.nextToken();
        parts.nextToken();
        // All that is left, spaces too.
        fields.put(name, Content.printable(parts.nextToken("").strip()));
      }
    }
    throw content.error("header", "no end_head", "a line end_head");
  }
}
