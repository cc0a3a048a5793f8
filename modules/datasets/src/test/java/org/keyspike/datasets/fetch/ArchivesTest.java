package org.keyspike.datasets.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.datasets.Made;
import org.keyspike.datasets.RealArchives;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;

class ArchivesTest {
  @TempDir Path folder;

  private Path cache() {
    return folder.resolve("cache");
  }

  private interface Entries {
    void addTo(TarArchiveOutputStream tar) throws IOException;
  }

  private static byte[] archive(Entries entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
      entries.addTo(tar);
    }
    return bytes.toByteArray();
  }

  private static void file(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static byte[] sample() throws IOException {
    byte[] large = new byte[100_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i * i >> 7);
    }
    return archive(
        tar -> {
          tar.putArchiveEntry(new TarArchiveEntry("./"));
          tar.closeArchiveEntry();
          file(tar, "./yes/a.wav", text("yes a"));
          file(tar, "./list.txt", large);
        });
  }

  private InputException refused(Path archive) {
    InputException e =
        assertThrows(InputException.class, () -> Archives.unpacked(archive, cache()));
    assertEquals(archive.toString(), e.file());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    assertEquals(
        List.of(), Files.exists(cache()) ? Made.entries(cache()) : List.of(), "nothing is left");
    return e;
  }

  @Test
  void unpacksOnce() throws IOException {
    Path archive = write("words.tar.gz", sample());
    AtomicLong counted = new AtomicLong();
    Path unpacked = Archives.unpacked(archive, cache(), counting(counted));
    assertEquals("yes a", Files.readString(unpacked.resolve("yes/a.wav")));
    assertEquals(100_000, Files.size(unpacked.resolve("list.txt")));
    assertTrue(unpacked.getFileName().toString().startsWith("words-"), unpacked.toString());
    assertEquals(Files.size(archive), counted.get(), "bytes read, all of them once");
    Files.writeString(unpacked.resolve(".mark"), "");
    assertEquals(unpacked, Archives.unpacked(archive, cache()));
    assertTrue(Files.exists(unpacked.resolve(".mark")), "the folder of the first time");
    assertEquals(List.of(unpacked.getFileName().toString()), Made.entries(cache()));
  }

  @Test
  void unpacksIntoAFolderWhosePathGoesUp() throws IOException {
    Path archive = write("words.tar.gz", sample());
    Path up = Files.createDirectories(cache()).resolve("..").resolve(cache().getFileName());
    assertEquals("yes a", Files.readString(Archives.unpacked(archive, up).resolve("yes/a.wav")));
  }

  /** Its hash, and those of its files, are of the bytes that were read to unpack it. */
  @Test
  void isReadOnceAsLongAsNobodyWritesToIt() throws IOException {
    Path archive = write("words.tar.gz", sample());
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(5));
    AtomicLong counted = new AtomicLong();
    Path unpacked = Archives.unpacked(archive, cache(), counting(counted), later);
    assertEquals(Files.size(archive), counted.get());
    assertEquals(
        "words-" + Hashes.sha256Hex(archive).substring(0, 16), unpacked.getFileName().toString());
    assertEquals(unpacked, Archives.unpacked(archive, cache(), counting(counted), later));
    assertEquals(Files.size(archive), counted.get(), "nothing is read again");

    Path copy =
        Files.copy(archive, Files.createDirectory(folder.resolve("b")).resolve("words.tar.gz"));
    counted.set(0);
    assertEquals(unpacked, Archives.unpacked(copy, cache(), counting(counted), later));
    assertEquals(Files.size(copy), counted.get(), "checked");
    assertEquals(unpacked, Archives.unpacked(copy, cache(), counting(counted), later));
    assertEquals(Files.size(copy), counted.get(), "not checked again");

    Files.write(copy, archive(tar -> file(tar, "yes", text("other"))));
    assertNotEquals(unpacked, Archives.unpacked(copy, cache(), counting(counted), later));
  }

  /** What follows an archive belongs to the bytes that name its folder. */
  @Test
  void hashIsOfAllBytes() throws IOException {
    byte[] more = Arrays.copyOf(sample(), sample().length + 100_000);
    Path archive = write("words.tar.gz", more);
    String hash = Hashes.sha256Hex(archive).substring(0, 16);
    assertEquals("words-" + hash, Archives.unpacked(archive, cache()).getFileName().toString());
  }

  /** As an older version left it, or a process that was killed or had its files taken away. */
  @Test
  void aFolderThatIsNotWholeIsUnpackedAgain() throws IOException {
    Path archive = write("words.tar.gz", sample());
    Path unpacked = Archives.unpacked(archive, cache());
    Files.delete(unpacked.resolve("yes/a.wav"));
    assertEquals(unpacked, Archives.unpacked(archive, cache()));
    assertEquals("yes a", Files.readString(unpacked.resolve("yes/a.wav")));
  }

  private static ProgressListener counting(AtomicLong sum) {
    return new ProgressListener() {
      @Override
      public void begin(String what, long total) {}

      @Override
      public void advance(long n) {
        sum.addAndGet(n);
      }

      @Override
      public void end() {}
    };
  }

  @Test
  void otherContentIsAnotherFolder() throws IOException {
    Path first = Archives.unpacked(write("a.tar.gz", sample()), cache());
    byte[] other = archive(tar -> file(tar, "yes", text("other")));
    Path second = Archives.unpacked(write("a.tar.gz", other), cache());
    assertNotEquals(first, second);
    assertEquals("other", Files.readString(second.resolve("yes")));
  }

  @Test
  void aSingleFolderInsideIsTheRoot() throws IOException {
    byte[] nested = archive(tar -> file(tar, "timit/TRAIN/x", text("x")));
    Path unpacked = Archives.unpacked(write("t.tgz", nested), cache());
    assertEquals("TRAIN", unpacked.getFileName().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../out", "a/../../out", "/tmp/keyspike-out", "a/..", "."})
  void pathsOutOfTheArchiveAreRefused(String name) throws IOException {
    Path archive = write("evil.tar.gz", archive(tar -> file(tar, name, text("x"))));
    assertEquals(name, refused(archive).field());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void linksOutOfTheArchiveAreRefused() throws IOException {
    for (byte kind : new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK}) {
      String field = kind == TarConstants.LF_LINK ? "/etc" : "link";
      byte[] content =
          archive(
              tar -> {
                TarArchiveEntry link = new TarArchiveEntry("link", kind);
                link.setLinkName("/etc");
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
              });
      assertEquals(field, refused(write("links.tar.gz", content)).field());
    }
  }

  /** A small file may unpack to one that fills the disk. */
  @Test
  void anArchiveThatUnpacksToTooMuchIsRefused() throws IOException {
    Path archive = write("large.tar.gz", sample());
    System.setProperty(UnpackLimit.BYTES, "90000");
    try {
      assertEquals("more than 90000 bytes when unpacked", refused(archive).found());
    } finally {
      System.clearProperty(UnpackLimit.BYTES);
    }
    System.setProperty(UnpackLimit.ENTRIES, "2");
    try {
      assertEquals("more than 2 files and folders", refused(archive).found());
    } finally {
      System.clearProperty(UnpackLimit.ENTRIES);
    }
    Archives.unpacked(archive, cache());
  }

  @Test
  void ofAMemberThatIsThereTwiceTheLastCounts() throws IOException {
    byte[] twice =
        archive(
            tar -> {
              file(tar, "yes/a.wav", text("first"));
              file(tar, "yes/a.wav", text("second"));
            });
    Path unpacked = Archives.unpacked(write("twice.tar.gz", twice), cache());
    assertEquals("second", Files.readString(unpacked.resolve("a.wav")));
  }

  @Test
  void aHardLinkIsTheFileThatItNames() throws IOException {
    byte[] linked =
        archive(
            tar -> {
              file(tar, "mini/yes/a.wav", text("a"));
              TarArchiveEntry link = new TarArchiveEntry("mini/no/b.wav", TarConstants.LF_LINK);
              link.setLinkName("mini/yes/a.wav");
              tar.putArchiveEntry(link);
              tar.closeArchiveEntry();
            });
    Path unpacked = Archives.unpacked(write("linked.tar.gz", linked), cache());
    assertEquals("a", Files.readString(unpacked.resolve("no/b.wav")));
  }

  /** As tar on macOS writes them, and its zip turned into tar. */
  @ParameterizedTest
  @ValueSource(strings = {"./._mini", ".DS_Store", "__MACOSX/yes/._a.wav", "mini/yes/._a.wav"})
  void whatSystemsAddIsLeftOut(String name) throws IOException {
    byte[] mixed =
        archive(
            tar -> {
              file(tar, name, text("\0\5\26\7"));
              file(tar, "mini/yes/a.wav", text("a"));
              file(tar, "mini/list.txt", text(""));
            });
    Path unpacked = Archives.unpacked(write("mac.tar.gz", mixed), cache());
    assertEquals("mini", unpacked.getFileName().toString());
    assertEquals(List.of("a.wav"), Made.entries(unpacked.resolve("yes")));
  }

  @Test
  void aTarThatIsNotCompressedIsReadToo() throws IOException {
    try (InputStream packed = new GZIPInputStream(new ByteArrayInputStream(sample()))) {
      Path unpacked = Archives.unpacked(write("words.tar", packed.readAllBytes()), cache());
      assertEquals("yes a", Files.readString(unpacked.resolve("yes/a.wav")));
    }
  }

  @Test
  void namesAreUtf8WhateverTheLocale() throws IOException {
    String name = "caf\u00e9";
    byte[] named = archive(tar -> file(tar, "x/" + name + "/a.wav", text("a")));
    List<String> names = new ArrayList<>();
    Archives.forEachFile(
        write("named.tar.gz", named),
        "",
        ProgressListener.NONE,
        (member, content) -> names.add(member));
    assertEquals(List.of("x/" + name + "/a.wav"), names);
  }

  @Test
  void aFileAndAFolderOfOneNameAreRefused() throws IOException {
    byte[] below =
        archive(
            tar -> {
              file(tar, "yes", text("a file"));
              file(tar, "yes/a.wav", text("below it"));
            });
    assertEquals("a file and a folder of one name", refused(write("below.tar.gz", below)).found());
    byte[] deep =
        archive(
            tar -> {
              file(tar, "yes", text("a file"));
              file(tar, "yes/no/maybe/a.wav", text("far below it"));
            });
    assertEquals("a file and a folder of one name", refused(write("deep.tar.gz", deep)).found());
  }

  @Test
  void truncatedAtAnyPlaceIsRefused() throws IOException {
    byte[] whole = sample();
    for (int length = 0; length < whole.length; length += 1 + whole.length / 60) {
      Path archive = write("cut.tar.gz", Arrays.copyOf(whole, length));
      assertEquals("content", refused(archive).field());
    }
    Path lastByte = write("cut.tar.gz", Arrays.copyOf(whole, whole.length - 1));
    assertEquals("content", refused(lastByte).field());
  }

  /** Every bit of the compressed data is under the checksum at its end. */
  @Test
  void flippedBitsAreRefused() throws IOException {
    byte[] whole = sample();
    int header = 10;
    for (int at = header; at < whole.length; at += 1 + whole.length / 60) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      refused(write("damaged.tar.gz", damaged));
    }
  }

  @Test
  void whatIsNoArchiveIsRefused() throws IOException {
    assertEquals("nothing of this name", refused(folder.resolve("missing.tar.gz")).found());
    assertEquals("no file", refused(folder).found());
    refused(write("text.tar.gz", text("<html>404</html>")));
    refused(write("empty.tar.gz", new byte[0]));
    assertEquals("no files", refused(write("none.tar.gz", archive(tar -> {}))).found());
  }

  @Test
  void realArchives() throws IOException {
    assertTrue(Files.exists(RealArchives.unpacked("gsc-mini.tar.gz").resolve("testing_list.txt")));
    assertTrue(Files.isDirectory(RealArchives.unpacked("timit-sample.tar.gz").resolve("TRAIN")));
  }
}
