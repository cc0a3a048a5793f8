package org.keyspike.datasets.features;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.keyspike.io.InputException;
import org.keyspike.io.Staging;
import org.slf4j.LoggerFactory;

/**
 * A file with the features or the sound of clips; its layout is in the package's documentation.
 * Clips are mapped in stretches, since one mapping ends at 2 GiB.
 */
final class ClipFile {
  /** Most bytes of clips in one mapping, unless one clip has more. */
  static final long STRETCH = 1L << 30;

  private final ClipTable table;
  private final ByteBuffer[] stretches;
  private final int[] stretchOf;
  private final int[] indexIn;

  private ClipFile(ClipTable table, long stretch) {
    this.table = table;
    int clips = table.rows().length;
    this.stretchOf = new int[clips];
    this.indexIn = new int[clips];
    long used = stretch;
    int count = 0;
    for (int clip = 0; clip < clips; clip++) {
      long bytes = table.bytes(clip);
      if (used + bytes > stretch) {
        count++;
        used = 0;
      }
      stretchOf[clip] = count - 1;
      indexIn[clip] = (int) used;
      used += bytes;
    }
    this.stretches = new ByteBuffer[count];
  }

  /** A clip's values, little-endian, row by row. */
  ByteBuffer clip(int clip) {
    return stretches[stretchOf[clip]]
        .slice(indexIn[clip], (int) table.bytes(clip))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Fills a new file in. */
  interface Maker {
    void write(ClipFileWriter writer) throws IOException;
  }

  /**
   * Opens a file of a cache, and makes it if it is not there. One that is damaged is made anew,
   * with a warning. A kill leaves no file that looks whole.
   *
   * @throws IOException what the maker throws, or if the cache cannot be written
   */
  static ClipFile openOrMake(Path path, ClipTable table, Maker maker) throws IOException {
    if (Files.exists(path)) {
      try {
        return open(path, table, STRETCH);
      } catch (InputException e) {
        // Asked for here, as setting up the log takes longer than opening the file.
        LoggerFactory.getLogger(ClipFile.class).warn("{}; computing it anew", e.getMessage());
      }
    }
    try (Staging staging = Staging.beside(path)) {
      try (ClipFileWriter writer = new ClipFileWriter(staging.path(), table)) {
        maker.write(writer);
        writer.finish();
      }
      staging.commitFile();
    }
    return open(path, table, STRETCH);
  }

  /**
   * Maps a file.
   *
   * @param table what must be in it
   * @param stretch most bytes of clips in one mapping, at least those of a clip
   * @throws InputException if anything differs from what was written
   */
  static ClipFile open(Path path, ClipTable table, long stretch) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long[] offsets = table.offsets();
      long end = offsets[offsets.length - 1];
      if (channel.size() != end + ClipTable.FOOTER) {
        throw new InputException(
            path, "size", channel.size() + " bytes", end + ClipTable.FOOTER + " bytes");
      }
      ByteBuffer expected = table.header();
      ByteBuffer found = map(channel, 0, expected.remaining());
      if (!found.equals(expected)) {
        throw new InputException(path, "header", "other values", "those of its data");
      }
      ByteBuffer footer = map(channel, end, ClipTable.FOOTER);
      if (footer.getInt() != ~table.kind().magic()) {
        throw new InputException(path, "footer", "other bytes", "the end of such a file");
      }
      int stored = footer.getInt();
      int computed = checksum(channel, end);
      if (stored != computed) {
        throw new InputException(
            path,
            "checksum",
            Integer.toHexString(computed),
            Integer.toHexString(stored) + ", as the file says");
      }
      return new ClipFile(table, stretch).mapped(channel, offsets);
    }
  }

  private ClipFile mapped(FileChannel channel, long[] offsets) throws IOException {
    int clips = table.rows().length;
    int first = 0;
    for (int i = 0; i < stretches.length; i++) {
      int next = first;
      while (next < clips && stretchOf[next] == i) {
        next++;
      }
      stretches[i] = map(channel, offsets[first], offsets[next] - offsets[first]);
      first = next;
    }
    return this;
  }

  static int checksum(FileChannel channel, long end) throws IOException {
    CRC32C crc = new CRC32C();
    for (long at = 0; at < end; at += STRETCH) {
      crc.update(map(channel, at, Math.min(STRETCH, end - at)));
    }
    return (int) crc.getValue();
  }

  private static ByteBuffer map(FileChannel channel, long offset, long size) throws IOException {
    return channel.map(MapMode.READ_ONLY, offset, size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
