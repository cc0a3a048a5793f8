package org.keyspike.datasets.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.keyspike.io.InputException;

/**
 * The most that an archive may unpack to, so that a small file cannot fill a disk: 64 GiB and two
 * million files and folders, an order of magnitude more than the largest corpus of words. The
 * system properties {@value #BYTES} and {@value #ENTRIES} set others.
 *
 * @param bytes of the whole unpacked archive
 * @param entries files and folders
 */
record UnpackLimit(long bytes, long entries) {
  static final String BYTES = "keyspike.unpack.bytes";
  static final String ENTRIES = "keyspike.unpack.entries";

  /** Those of the system properties. */
  static UnpackLimit current() {
    return new UnpackLimit(Long.getLong(BYTES, 1L << 36), Long.getLong(ENTRIES, 2_000_000));
  }

  /** A stream of what an archive unpacks to, which ends in an {@link InputException} beyond. */
  InputStream guard(Path archive, InputStream unpacked) {
    return new Guard(archive, unpacked, bytes);
  }

  /** Refuses one entry too many. */
  void require(Path archive, long found) throws InputException {
    if (found > entries) {
      throw new InputException(
          archive,
          "content",
          "more than " + entries + " files and folders",
          "at most as many (-D" + ENTRIES + ")");
    }
  }

  private static final class Guard extends FilterInputStream {
    private final Path archive;
    private final long most;
    private long left;

    Guard(Path archive, InputStream in, long most) {
      super(in);
      this.archive = archive;
      this.most = most;
      left = most;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      count(Math.max(0, n));
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      long skipped = super.skip(n);
      count(skipped);
      return skipped;
    }

    private void count(long n) throws InputException {
      left -= n;
      if (left < 0) {
        throw new InputException(
            archive,
            "content",
            "more than " + most + " bytes when unpacked",
            "at most as many (-D" + BYTES + ")");
      }
    }
  }
}
