package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir Path folder;

  private List<String> names(Path where) throws IOException {
    try (Stream<Path> files = Files.list(where)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void makesTheFolderAndLeavesNothingBeside() throws IOException {
    Path file = folder.resolve("a/b/c.bin");
    AtomicFiles.write(file, new byte[] {1, 2});
    AtomicFiles.write(file, new byte[] {3});
    assertArrayEquals(new byte[] {3}, Files.readAllBytes(file));
    assertEquals(List.of("c.bin"), names(file.getParent()));
  }

  @Test
  void aFailureLeavesTheOldFile() throws IOException {
    Path file = folder.resolve("kept.txt");
    AtomicFiles.write(file, new byte[] {1});
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("half way");
                    }));
    assertEquals("half way", e.getMessage());
    assertArrayEquals(new byte[] {1}, Files.readAllBytes(file));
    assertEquals(List.of("kept.txt"), names(folder));
  }

  @Test
  void aFailureOfANewFileLeavesNone() throws IOException {
    Path file = folder.resolve("new.txt");
    assertThrows(
        IllegalStateException.class,
        () ->
            AtomicFiles.write(
                file,
                out -> {
                  throw new IllegalStateException();
                }));
    assertEquals(List.of(), names(folder));
  }
}
