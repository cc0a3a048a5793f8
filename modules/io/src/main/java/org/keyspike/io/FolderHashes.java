package org.keyspike.io;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * The hashes of a folder's files, kept in the folder, so that files that nobody has written to are
 * not read again. An entry counts as long as the file's {@link FileStamp} is the one it was taken
 * with.
 *
 * <p>The file {@value #NAME}, big-endian: magic, int32; time of the stamps by the file system's
 * clock, int64; number of files, int32; for each, its path in modified UTF-8, size, time of writing
 * and time of change, int64 each, SHA-256, 32 bytes, and CRC-32C, int32; CRC-32C of all of it,
 * int32. One that is not whole counts as none.
 *
 * @param taken when the first stamp was taken, in ns
 * @param entries by path in the folder
 */
record FolderHashes(long taken, Map<String, Entry> entries) {
  /** Its file in the folder. */
  static final String NAME = ".keyspike-hashes";

  private static final int MAGIC = 0x4B534648;
  private static final FolderHashes NONE = new FolderHashes(0, Map.of());

  /**
   * What is known of a file.
   *
   * @param stamp when it was read or written
   * @param hash of its bytes then
   */
  record Entry(FileStamp stamp, FileHash hash) {}

  /** The hash of a file, if it was left alone since that was taken. */
  Optional<FileHash> of(String path, FileStamp stamp) {
    Entry entry = entries.get(path);
    return entry != null && entry.stamp().equals(stamp) && stamp.settled(taken)
        ? Optional.of(entry.hash())
        : Optional.empty();
  }

  /** Those of a folder; none where they are missing or damaged. */
  static FolderHashes in(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return NONE;
    }
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length - Integer.BYTES;
    if (end < 0) {
      return NONE;
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, end);
    if (ByteBuffer.wrap(bytes, end, Integer.BYTES).getInt() != (int) crc.getValue()) {
      return NONE;
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(new ByteArrayInputStream(bytes, 0, end)))) {
      return in.readInt() == MAGIC ? read(in) : NONE;
    }
  }

  private static FolderHashes read(DataInputStream in) throws IOException {
    long taken = in.readLong();
    Map<String, Entry> entries = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String path = in.readUTF();
      FileStamp stamp = new FileStamp(in.readLong(), in.readLong(), in.readLong());
      byte[] sha256 = in.readNBytes(FileHash.SHA256_BYTES);
      entries.put(path, new Entry(stamp, new FileHash(sha256, in.readInt())));
    }
    return new FolderHashes(taken, entries);
  }

  /** Writes them into a folder. */
  void write(Path folder) throws IOException {
    AtomicFiles.write(
        folder.resolve(NAME),
        file -> {
          CheckedOutputStream checked = new CheckedOutputStream(file, new CRC32C());
          DataOutputStream out = new DataOutputStream(checked);
          out.writeInt(MAGIC);
          out.writeLong(taken);
          out.writeInt(entries.size());
          for (Map.Entry<String, Entry> each : entries.entrySet()) {
            out.writeUTF(each.getKey());
            FileStamp stamp = each.getValue().stamp();
            out.writeLong(stamp.size());
            out.writeLong(stamp.modified());
            out.writeLong(stamp.changed());
            out.write(Arrays.copyOf(each.getValue().hash().sha256(), FileHash.SHA256_BYTES));
            out.writeInt(each.getValue().hash().crc32c());
          }
          out.writeInt((int) checked.getChecksum().getValue());
          out.flush();
        });
  }

  /** Forgets those of a folder, so that all its files are read again. */
  static void forget(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(NAME));
  }
}
