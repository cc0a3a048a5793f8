package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownHashesTest {
  @TempDir Path cache;
  private Path folder;
  private Path file;

  @BeforeEach
  void make() throws IOException {
    folder = cache.resolve("thing");
    file = folder.resolve("sub/a");
    CachedFolder.openOrMake(
        folder,
        empty -> {
          Files.createDirectory(empty.resolve("sub"));
          Files.writeString(empty.resolve("sub/a"), "aaaa");
        });
  }

  @Test
  void whatLayStillIsNotReadAndTheRestIs() throws IOException {
    FileHash before = FileHash.of(file);
    assertEquals(Optional.empty(), new KnownHashes().known(file), "written just now");
    CachedFolderTest.settle(folder);
    assertEquals(Optional.of(before), new KnownHashes().known(file));
    Files.writeString(file, "aaba");
    KnownHashes known = new KnownHashes();
    assertEquals(Optional.empty(), known.known(file), "written to");
    assertEquals(FileHash.of(file), known.of(file));
    assertNotEquals(before, known.of(file));

    Path elsewhere = Files.writeString(cache.resolve("b"), "b");
    assertEquals(Optional.empty(), known.known(elsewhere));
    assertEquals(FileHash.of(elsewhere), known.of(elsewhere));
    Path more = Files.createSymbolicLink(folder.resolve("sub/more"), file);
    assertEquals(Optional.empty(), known.known(more));
  }

  @Test
  void aHashThatProvedWrongIsForgottenWithItsFolder() throws IOException {
    FileHash before = FileHash.of(file);
    Files.writeString(file, "rots");
    // As bytes are lost that nobody has written over.
    FolderHashes.Entry entry = new FolderHashes.Entry(FileStamp.of(file), before);
    new FolderHashes(Long.MAX_VALUE, Map.of("sub/a", entry)).write(folder);
    KnownHashes known = new KnownHashes();
    assertEquals(Optional.of(before), known.known(file));
    assertTrue(CachedFolder.isWhole(folder));
    assertFalse(before.matches(Files.readAllBytes(file)));
    known.forget(file);
    assertEquals(Optional.empty(), known.known(file));
    assertFalse(CachedFolder.isWhole(folder));
  }
}
