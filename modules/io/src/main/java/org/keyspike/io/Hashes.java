package org.keyspike.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** Content hashes, of which every Java platform has the algorithms. */
public final class Hashes {
  private static final int BUFFER = 1 << 16;

  private Hashes() {}

  /** SHA-256 of a text in UTF-8, in hexadecimal. */
  public static String sha256Hex(String text) {
    return sha256Hex(text.getBytes(StandardCharsets.UTF_8));
  }

  /** SHA-256 of some bytes, in hexadecimal. */
  public static String sha256Hex(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /** SHA-256 of a file, in hexadecimal. */
  public static String sha256Hex(Path file) throws IOException {
    return HexFormat.of().formatHex(sha256(file, n -> {}));
  }

  /** A SHA-256 that has digested nothing yet. */
  public static MessageDigest sha256() {
    return digest("SHA-256");
  }

  /** A digest that every Java platform has. */
  public static MessageDigest digest(String algorithm) {
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
  public static byte[] sha256(Path file, LongConsumer read) throws IOException {
    InputException.requireNoPipe(file, "a file");
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
