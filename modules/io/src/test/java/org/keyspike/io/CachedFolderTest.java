package org.keyspike.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CachedFolderTest {
  @TempDir Path cache;
  private final AtomicInteger made = new AtomicInteger();

  private Path open() throws IOException {
    return CachedFolder.openOrMake(
        cache.resolve("thing"),
        folder -> {
          made.incrementAndGet();
          Files.createDirectories(folder.resolve("sub"));
          Files.writeString(folder.resolve("sub/a"), "aaaa");
          Files.writeString(folder.resolve("b"), "bb");
        });
  }

  @Test
  void whatIsWholeIsMadeOnce() throws IOException {
    Path folder = open();
    assertEquals(folder, open());
    assertEquals(1, made.get());
    assertEquals(List.of("thing"), entries(cache), "no lock and no leftover");
    assertEquals(
        "keyspike manifest 1\nfiles 2\nbytes 6\n",
        Files.readString(folder.resolve(FolderManifest.NAME))
            .replaceAll("sha256 \\p{XDigit}+\n", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file gone", "file cut", "byte changed", "file more", "manifest gone", "all gone"})
  void whatIsNotWholeIsMadeAnew(String damage) throws IOException {
    Path folder = open();
    switch (damage) {
      case "file gone" -> Files.delete(folder.resolve("sub/a"));
      case "file cut" -> Files.writeString(folder.resolve("sub/a"), "aaa");
      case "byte changed" -> Files.writeString(folder.resolve("sub/a"), "aaba");
      case "file more" -> Files.writeString(folder.resolve("c"), "");
      case "manifest gone" -> Files.delete(folder.resolve(FolderManifest.NAME));
      default -> Staging.deleteAll(folder);
    }
    open();
    assertEquals(2, made.get());
    assertEquals("aaaa", Files.readString(folder.resolve("sub/a")));
    assertEquals(List.of(FolderHashes.NAME, FolderManifest.NAME, "b", "sub"), entries(folder));
    open();
    assertEquals(2, made.get());
  }

  /** Sums of what a maker has written are taken as they are; a folder's name may follow from it. */
  @Test
  void whatIsKnownOfFilesIsNotReadAgain() throws IOException {
    byte[] said = "said".getBytes(StandardCharsets.US_ASCII);
    CachedFolder.NamingMaker maker =
        (folder, written) -> {
          Path file = Files.writeString(folder.resolve("a"), "done");
          Files.writeString(folder.resolve("b"), "bb");
          written.put(file, FileHash.of(said));
          made.incrementAndGet();
          return "named";
        };
    Path folder = CachedFolder.make(cache.resolve("thing"), maker);
    assertEquals(cache.resolve("named"), folder);
    assertEquals(List.of("named"), entries(cache));
    assertEquals(FileHash.of(said), FolderHashes.in(folder).entries().get("a").hash(), "not read");
    assertEquals(
        FileHash.of(folder.resolve("b")), FolderHashes.in(folder).entries().get("b").hash());

    settle(folder);
    assertTrue(CachedFolder.isWhole(folder), "by stamps");
    Files.writeString(folder.resolve("a"), "doge");
    assertFalse(CachedFolder.isWhole(folder), "a stamp has changed");
    assertEquals(folder, CachedFolder.make(cache.resolve("thing"), maker));
    assertEquals("done", Files.readString(folder.resolve("a")));
    assertEquals(2, made.get());
  }

  @Test
  void withoutHashesAllIsReadOnce() throws IOException {
    Path folder = open();
    byte[] whole = Files.readAllBytes(folder.resolve(FolderHashes.NAME));
    for (int at : new int[] {0, 20, whole.length - 1}) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(folder.resolve(FolderHashes.NAME), damaged);
      assertEquals(0, FolderHashes.in(folder).entries().size());
      open();
      assertEquals(2, FolderHashes.in(folder).entries().size());
    }
    Files.write(folder.resolve(FolderHashes.NAME), new byte[3]);
    open();
    Files.delete(folder.resolve(FolderHashes.NAME));
    open();
    assertEquals(2, FolderHashes.in(folder).entries().size());
    assertEquals(1, made.get());
  }

  /** As if files had lain there for long. */
  static void settle(Path folder) throws IOException {
    FolderHashes hashes = FolderHashes.in(folder);
    new FolderHashes(Long.MAX_VALUE, hashes.entries()).write(folder);
  }

  @Test
  void ofTwoAtOnceOneMakesItAndTheOtherWaits() throws IOException {
    Parallel.forEach(2, 2, () -> i -> open());
    assertEquals(1, made.get());
    assertTrue(FolderManifest.holds(cache.resolve("thing")));
  }

  @Test
  void aMakerThatFailsLeavesNothing() throws IOException {
    assertThrows(
        IOException.class,
        () ->
            CachedFolder.openOrMake(
                cache.resolve("thing"),
                folder -> {
                  Files.writeString(folder.resolve("half"), "");
                  throw new IOException("killed");
                }));
    assertEquals(List.of(), entries(cache));
  }

  private static List<String> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
