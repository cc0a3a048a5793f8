package org.keyspike.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.LongConsumer;

/** Content hashes. */
final class Hashes {
  private static final int BUFFER = 1 << 16;

  private Hashes() {}

  static MessageDigest sha256() {
    return digest("SHA-256");
  }

  /** A digest that every Java platform has. */
  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * SHA-256 of a file.
   *
   * @param read is told the bytes read, as they are
   */
  static byte[] sha256(Path file, LongConsumer read) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        read.accept(n);
      }
    }
    return digest.digest();
  }
}
