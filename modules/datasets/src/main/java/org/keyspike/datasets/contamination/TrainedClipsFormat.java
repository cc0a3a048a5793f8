package org.keyspike.datasets.contamination;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedSet;
import java.util.zip.CRC32C;
import org.keyspike.datasets.Split;
import org.keyspike.io.InputException;

/** The bytes of a list of clips; the package's documentation has them field by field. */
final class TrainedClipsFormat {
  private static final byte[] MAGIC = "KSTC".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int HASH_BYTES = 32;
  private static final int COUNTS = 3;
  private static final int HEADER =
      MAGIC.length
          + Integer.BYTES
          + HASH_BYTES
          + TrainedClips.PARTS.size() * COUNTS * Integer.BYTES;
  private static final String KIND = "a list of the clips that a network was trained with";

  private TrainedClipsFormat() {}

  static byte[] bytes(TrainedClips clips) {
    int keys = 0;
    for (Split split : TrainedClips.PARTS) {
      keys += clips.keys(split).sounds().size() + clips.keys(split).names().size();
    }
    ByteBuffer out = little(new byte[HEADER + keys * Long.BYTES + Integer.BYTES]);
    out.put(MAGIC).putInt(VERSION).put(HexFormat.of().parseHex(clips.data()));
    for (Split split : TrainedClips.PARTS) {
      ClipKeys part = clips.keys(split);
      out.putInt(part.clips()).putInt(part.sounds().size()).putInt(part.names().size());
    }
    for (Split split : TrainedClips.PARTS) {
      // The bytes of a key stand in the order of the digest, which is that of a big-endian number.
      clips.keys(split).sounds().forEach(key -> out.putLong(Long.reverseBytes(key)));
      clips.keys(split).names().forEach(key -> out.putLong(Long.reverseBytes(key)));
    }
    out.putInt(checksum(out.array()));
    return out.array();
  }

  static TrainedClips read(Path file) throws IOException {
    InputException.requireFile(file, KIND);
    if (!Files.isRegularFile(file) || Files.size(file) > Integer.MAX_VALUE - Long.BYTES) {
      throw new InputException(file, "no such file", KIND);
    }
    return parse(file, Files.readAllBytes(file));
  }

  static TrainedClips parse(Path file, byte[] content) throws InputException {
    if (content.length < HEADER + Integer.BYTES
        || !Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new InputException(file, "other bytes", KIND);
    }
    ByteBuffer in = little(content).position(MAGIC.length);
    int version = in.getInt();
    if (version != VERSION) {
      throw new InputException(file, "version", version, String.valueOf(VERSION));
    }
    int stored = in.getInt(content.length - Integer.BYTES);
    if (stored != checksum(content)) {
      throw new InputException(
          file,
          "checksum",
          Integer.toHexString(checksum(content)),
          Integer.toHexString(stored) + ", as the file says");
    }
    byte[] data = new byte[HASH_BYTES];
    in.get(data);
    int[][] counts = new int[TrainedClips.PARTS.size()][COUNTS];
    long keys = 0;
    for (int[] part : counts) {
      for (int i = 0; i < COUNTS; i++) {
        part[i] = in.getInt();
        if (part[i] < 0) {
          throw new InputException(file, "counts", part[i], "0 or more");
        }
      }
      keys += (long) part[1] + part[2];
    }
    long size = HEADER + keys * Long.BYTES + Integer.BYTES;
    if (size != content.length) {
      throw new InputException(file, "size", content.length + " bytes", size + " bytes");
    }
    Map<Split, ClipKeys> parts = new EnumMap<>(Split.class);
    for (int i = 0; i < counts.length; i++) {
      parts.put(
          TrainedClips.PARTS.get(i),
          new ClipKeys(counts[i][0], keys(file, in, counts[i][1]), keys(file, in, counts[i][2])));
    }
    return new TrainedClips(HexFormat.of().formatHex(data), parts);
  }

  private static SortedSet<Long> keys(Path file, ByteBuffer in, int count) throws InputException {
    SortedSet<Long> keys = ClipKeys.none();
    for (int i = 0; i < count; i++) {
      long key = Long.reverseBytes(in.getLong());
      if (i > 0 && Long.compareUnsigned(keys.last(), key) >= 0) {
        throw new InputException(
            file, "keys", HexFormat.of().toHexDigits(key), "each once, in ascending order");
      }
      keys.add(key);
    }
    return keys;
  }

  private static int checksum(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content, 0, content.length - Integer.BYTES);
    return (int) crc.getValue();
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
