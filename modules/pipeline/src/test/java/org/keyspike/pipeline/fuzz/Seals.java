package org.keyspike.pipeline.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.keyspike.io.Hashes;

/** Checksums made right again, so that what is behind them is tried. */
final class Seals {
  private static final String CHECKSUM = "\"sha256\":\"[0-9a-f]{64}\"";

  private Seals() {}

  /** The CRCs of an image or of known answers, as far as the sections are within the file. */
  static byte[] sections(byte[] content) {
    ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (content.length < 16) {
      return content;
    }
    file.putInt(8, content.length);
    file.putInt(12, crc(content, 0, 12));
    int end = 16 + 16 * (file.getShort(6) & 0xFFFF);
    if (end + 4 > content.length) {
      return content;
    }
    for (int at = 16; at < end; at += 16) {
      long from = Integer.toUnsignedLong(file.getInt(at + 4));
      long length = Integer.toUnsignedLong(file.getInt(at + 8));
      if (from + length <= content.length) {
        file.putInt(at + 12, crc(content, (int) from, (int) length));
      }
    }
    file.putInt(end, crc(content, 16, end - 16));
    return content;
  }

  private static int crc(byte[] content, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(content, from, length);
    return (int) crc.getValue();
  }

  /** The header of a checkpoint or state, as text. */
  static String header(byte[] content) {
    return new String(content, 8, headerEnd(content) - 8, StandardCharsets.UTF_8);
  }

  /** The file with another header, its length right and, if it has one, its checksum. */
  static byte[] withHeader(byte[] content, String header) {
    String zeros = "\"sha256\":\"" + "0".repeat(64) + "\"";
    byte[] cleared = join(header.replaceFirst(CHECKSUM, zeros), content);
    String sum = "\"sha256\":\"" + Hashes.sha256Hex(cleared) + "\"";
    return join(header.replaceFirst(CHECKSUM, sum), content);
  }

  private static byte[] join(String header, byte[] content) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    byte[] data = Arrays.copyOfRange(content, headerEnd(content), content.length);
    return ByteBuffer.allocate(8 + text.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .put(data)
        .array();
  }

  private static int headerEnd(byte[] content) {
    return 8 + (int) ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }
}
