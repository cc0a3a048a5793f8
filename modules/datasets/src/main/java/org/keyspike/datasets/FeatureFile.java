package org.keyspike.datasets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The file of a feature store; its layout is in the package's documentation. Clips are mapped in
 * stretches, since one mapping ends at 2 GiB.
 */
final class FeatureFile {
  /** Raised when the layout, or what the front end computes, changes. */
  static final int VERSION = 1;

  static final int KEY_BYTES = 32;

  private static final int MAGIC = 0x5346534B;
  private static final int FIXED_HEADER = 56;
  private static final int ALIGNMENT = 64;
  private static final int FOOTER = 8;

  /** Bytes of features in one mapping. */
  static final long STRETCH = 1L << 30;

  private final int bands;
  private final int[] frames;
  private final FloatBuffer[] stretches;
  private final int[] stretchOf;
  private final int[] indexIn;

  private FeatureFile(int bands, int[] frames, long stretch) {
    this.bands = bands;
    this.frames = frames;
    this.stretchOf = new int[frames.length];
    this.indexIn = new int[frames.length];
    long used = stretch;
    int count = 0;
    for (int clip = 0; clip < frames.length; clip++) {
      long bytes = bytes(frames[clip], bands);
      if (used + bytes > stretch) {
        count++;
        used = 0;
      }
      stretchOf[clip] = count - 1;
      indexIn[clip] = (int) (used / Float.BYTES);
      used += bytes;
    }
    this.stretches = new FloatBuffer[count];
  }

  /** Copies a clip's features, (T, C) row by row. */
  void read(int clip, float[] destination, int offset) {
    stretches[stretchOf[clip]].get(indexIn[clip], destination, offset, frames[clip] * bands);
  }

  /** Writes a clip's features to their place, from any thread. */
  static final class Writer implements AutoCloseable {
    private final FileChannel channel;
    private final int bands;
    private final int[] frames;
    private final long[] offsets;
    private final long end;

    Writer(Path path, byte[] key, int bands, int[] frames) throws IOException {
      this.bands = bands;
      this.frames = frames;
      this.offsets = offsets(frames, bands);
      this.end = offsets[frames.length];
      this.channel =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      writeAll(header(key, bands, frames), 0);
    }

    void write(int clip, float[] features) throws IOException {
      if (features.length != frames[clip] * bands) {
        throw new IllegalArgumentException(
            "clip "
                + clip
                + ": found "
                + features.length
                + " features, expected "
                + frames[clip]
                + " x "
                + bands);
      }
      ByteBuffer bytes =
          ByteBuffer.allocate(features.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(features);
      writeAll(bytes, offsets[clip]);
    }

    /** Adds the checksum and waits until all of it is on the disk. */
    void finish() throws IOException {
      ByteBuffer footer = ByteBuffer.allocate(FOOTER).order(ByteOrder.LITTLE_ENDIAN);
      footer.putInt(~MAGIC).putInt(checksum(channel, end)).flip();
      writeAll(footer, end);
      channel.force(true);
    }

    private void writeAll(ByteBuffer bytes, long position) throws IOException {
      long at = position;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /**
   * Maps a file.
   *
   * @param frames the frames of every clip, as they must be
   * @param stretch most bytes of features in one mapping, at least those of a clip
   * @throws DatasetException if anything differs from what was written
   */
  static FeatureFile open(Path path, byte[] key, int bands, int[] frames, long stretch)
      throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long end = offsets(frames, bands)[frames.length];
      if (channel.size() != end + FOOTER) {
        throw new DatasetException(
            path, "size", channel.size() + " bytes", end + FOOTER + " bytes");
      }
      ByteBuffer expected = header(key, bands, frames);
      ByteBuffer found = map(channel, 0, expected.remaining());
      if (!found.equals(expected)) {
        throw new DatasetException(path, "header", "other values", "those of its data");
      }
      ByteBuffer footer = map(channel, end, FOOTER);
      if (footer.getInt() != ~MAGIC) {
        throw new DatasetException(path, "footer", "other bytes", "the end of a feature file");
      }
      int stored = footer.getInt();
      int computed = checksum(channel, end);
      if (stored != computed) {
        throw new DatasetException(
            path,
            "checksum",
            Integer.toHexString(computed),
            Integer.toHexString(stored) + ", as the file says");
      }
      return new FeatureFile(bands, frames, stretch).mapped(channel);
    }
  }

  private FeatureFile mapped(FileChannel channel) throws IOException {
    long[] offsets = offsets(frames, bands);
    int first = 0;
    for (int i = 0; i < stretches.length; i++) {
      int next = first;
      while (next < frames.length && stretchOf[next] == i) {
        next++;
      }
      stretches[i] = map(channel, offsets[first], offsets[next] - offsets[first]).asFloatBuffer();
      first = next;
    }
    return this;
  }

  private static ByteBuffer header(byte[] key, int bands, int[] frames) {
    int size = Math.toIntExact(dataOffset(frames.length));
    ByteBuffer header = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(MAGIC).putInt(VERSION);
    header.put(Arrays.copyOf(key, KEY_BYTES));
    header.putInt(bands).putInt(frames.length).putLong(size);
    for (int count : frames) {
      header.putInt(count);
    }
    return header.rewind();
  }

  private static long dataOffset(int clips) {
    long table = FIXED_HEADER + (long) clips * Integer.BYTES;
    return (table + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** Where each clip's features begin, and where the last ones end. */
  private static long[] offsets(int[] frames, int bands) {
    long[] offsets = new long[frames.length + 1];
    offsets[0] = dataOffset(frames.length);
    for (int clip = 0; clip < frames.length; clip++) {
      offsets[clip + 1] = offsets[clip] + bytes(frames[clip], bands);
    }
    return offsets;
  }

  private static long bytes(int frames, int bands) {
    return (long) frames * bands * Float.BYTES;
  }

  private static int checksum(FileChannel channel, long end) throws IOException {
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
