package org.keyspike.datasets.features;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A writer of clips to their places in a file, for any number of threads. */
final class ClipFileWriter implements AutoCloseable {
  private final FileChannel channel;
  private final ClipTable table;
  private final long[] offsets;
  private final long end;

  ClipFileWriter(Path path, ClipTable table) throws IOException {
    this.table = table;
    this.offsets = table.offsets();
    this.end = offsets[offsets.length - 1];
    this.channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    writeAll(table.header(), 0);
  }

  /** Writes the features of a clip. */
  void write(int clip, float[] features) throws IOException {
    ByteBuffer bytes = room(clip, ClipTable.Kind.FEATURES, features.length);
    bytes.asFloatBuffer().put(features);
    writeAll(bytes, offsets[clip]);
  }

  /** Writes the sound of a clip. */
  void write(int clip, short[] samples) throws IOException {
    ByteBuffer bytes = room(clip, ClipTable.Kind.SOUND, samples.length);
    bytes.asShortBuffer().put(samples);
    writeAll(bytes, offsets[clip]);
  }

  private ByteBuffer room(int clip, ClipTable.Kind kind, int values) {
    if (kind != table.kind() || values != table.values(clip)) {
      throw new IllegalArgumentException(
          String.format(
              "clip %d: found %d values of %s, expected %d of %s",
              clip, values, kind, table.values(clip), table.kind()));
    }
    return ByteBuffer.allocate(values * kind.bytes()).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Adds the checksum and waits until all of it is on the disk. */
  void finish() throws IOException {
    ByteBuffer footer = ByteBuffer.allocate(ClipTable.FOOTER).order(ByteOrder.LITTLE_ENDIAN);
    footer.putInt(~table.kind().magic()).putInt(ClipFile.checksum(channel, end)).flip();
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
