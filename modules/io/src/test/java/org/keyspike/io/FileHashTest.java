package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHashTest {
  @TempDir Path folder;

  @Test
  void sumsOfAFileAreThoseOfItsBytes() throws IOException {
    byte[] bytes = new byte[200_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * i >> 5);
    }
    Path file = Files.write(folder.resolve("a"), bytes);
    FileHash hash = FileHash.of(file);
    assertArrayEquals(Hashes.sha256().digest(bytes), hash.sha256());
    assertEquals(FileHash.of(bytes), hash);
    assertEquals(FileHash.of(bytes).hashCode(), hash.hashCode());
    assertTrue(hash.matches(bytes));
    FileHash.Sums pieces = new FileHash.Sums();
    pieces.update(bytes, 150_000);
    byte[] rest = Arrays.copyOfRange(bytes, 150_000, bytes.length);
    pieces.update(rest, rest.length);
    assertEquals(hash, pieces.hash());
    bytes[199_999] ^= 1;
    assertFalse(hash.matches(bytes));
    assertNotEquals(hash, FileHash.of(bytes));
    // The check value of CRC-32C.
    assertEquals(0xE3069283, FileHash.of("123456789".getBytes(StandardCharsets.US_ASCII)).crc32c());
  }
}
