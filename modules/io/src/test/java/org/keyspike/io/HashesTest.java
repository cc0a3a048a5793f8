package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashesTest {
  /** Of "abc", from FIPS 180-2. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void theStandardsExample() {
    assertEquals(ABC, Hashes.sha256Hex("abc"));
    assertEquals(ABC, Hashes.sha256Hex(new byte[] {'a', 'b', 'c'}));
    assertEquals(
        "a9993e364706816aba3e25717850c26c9cd0d89d",
        HexFormat.of().formatHex(Hashes.digest("SHA-1").digest(new byte[] {'a', 'b', 'c'})));
  }

  @Test
  void aTextIsHashedInUtf8() {
    assertEquals(Hashes.sha256Hex(new byte[] {(byte) 0xc3, (byte) 0xa4}), Hashes.sha256Hex("ä"));
  }

  @Test
  void aFileIsHashedWholeAndItsBytesAreCounted(@TempDir Path folder) throws IOException {
    byte[] content = new byte[200_000];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31);
    }
    Path file = Files.write(folder.resolve("file"), content);
    AtomicLong read = new AtomicLong();
    String hash = HexFormat.of().formatHex(Hashes.sha256(file, read::addAndGet));
    assertEquals(content.length, read.get());
    assertEquals(Hashes.sha256Hex(content), hash);
    assertEquals(hash, Hashes.sha256Hex(file));
  }

  @Test
  void anUnknownAlgorithmIsAFault() {
    assertThrows(IllegalStateException.class, () -> Hashes.digest("SHA-0"));
  }
}
