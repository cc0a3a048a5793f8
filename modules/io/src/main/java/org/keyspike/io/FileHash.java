package org.keyspike.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The sums of a file's bytes, taken in one reading: a hash that stands for the content, and a
 * checksum that tells in a hundredth of the time whether the bytes are still the same.
 *
 * @param sha256 32 bytes
 * @param crc32c the checksum
 */
public record FileHash(byte[] sha256, int crc32c) {
  static final int SHA256_BYTES = 32;

  private static final int BUFFER = 1 << 16;

  /**
   * Reads a file.
   *
   * @throws InputException if it is a pipe or a device
   * @throws IOException if it cannot be read
   */
  public static FileHash of(Path file) throws IOException {
    InputException.requireNoPipe(file, "a file");
    Sums sums = new Sums();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sums.update(buffer, n);
      }
    }
    return sums.hash();
  }

  /** The sums of bytes in memory. */
  public static FileHash of(byte[] content) {
    Sums sums = new Sums();
    sums.update(content, content.length);
    return sums.hash();
  }

  /** Whether bytes have this checksum. */
  public boolean matches(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content, 0, content.length);
    return crc32c == (int) crc.getValue();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileHash that
        && crc32c == that.crc32c
        && Arrays.equals(sha256, that.sha256);
  }

  @Override
  public int hashCode() {
    return crc32c;
  }

  /** Both sums of bytes that come piece by piece. */
  public static final class Sums {
    private final MessageDigest digest = Hashes.sha256();
    private final CRC32C crc = new CRC32C();

    /** Adds the first bytes of a buffer. */
    public void update(byte[] buffer, int count) {
      digest.update(buffer, 0, count);
      crc.update(buffer, 0, count);
    }

    /** The sums of all that was added; nothing can be added afterwards. */
    public FileHash hash() {
      return new FileHash(digest.digest(), (int) crc.getValue());
    }
  }
}
