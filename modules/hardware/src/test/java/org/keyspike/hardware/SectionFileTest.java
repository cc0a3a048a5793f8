package org.keyspike.hardware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keyspike.io.InputException;
import org.keyspike.network.SpecException;

/** The container alone: a file of two sections, small enough to lay out by hand. */
class SectionFileTest {
  private static final SectionKey FIRST = new SectionKey(1, 0);
  private static final SectionKey SECOND = new SectionKey(2, 40_000);

  /** 16 of the prologue, twice 16 of the table, 4 of its checksum, 1 + 2 of content. */
  private static final int LENGTH = 55;

  private static SectionFile.Format format(long largest) {
    return new SectionFile.Format("TEST", 2, 3, largest);
  }

  private static Map<SectionKey, byte[]> sections() {
    Map<SectionKey, byte[]> sections = new LinkedHashMap<>();
    sections.put(FIRST, new byte[] {5});
    sections.put(SECOND, new byte[] {6, -7});
    return sections;
  }

  private static byte[] file() {
    return SectionFile.encode(format(LENGTH), sections());
  }

  private static int crc(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The file with another value at a place of its header, under checksums that hold. */
  private static byte[] with(int at, int width, int value) {
    byte[] changed = file();
    ByteBuffer all = little(changed);
    if (width == 2) {
      all.putShort(at, (short) value);
    } else {
      all.putInt(at, value);
    }
    all.putInt(12, crc(changed, 0, 12));
    all.putInt(48, crc(changed, 16, 48));
    return changed;
  }

  private static SectionFile decode(byte[] content) throws InputException {
    return SectionFile.decode(format(LENGTH), "f", content);
  }

  private static String refused(byte[] content) {
    return assertThrows(CorruptImageException.class, () -> decode(content)).getMessage();
  }

  @Test
  void everyFieldIsInItsPlace() throws IOException {
    byte[] file = file();
    ByteBuffer expected = little(new byte[LENGTH]);
    expected.put(new byte[] {'T', 'E', 'S', 'T'}).putShort((short) 3).putShort((short) 2);
    expected.putInt(55).putInt(crc(file, 0, 12));
    expected.putShort((short) 1).putShort((short) 0).putInt(52).putInt(1);
    expected.putInt(crc(new byte[] {5}, 0, 1));
    expected.putShort((short) 2).putShort((short) 40_000).putInt(53).putInt(2);
    expected.putInt(crc(new byte[] {6, -7}, 0, 2)).putInt(crc(file, 16, 48));
    expected.put((byte) 5).put((byte) 6).put((byte) -7);
    assertArrayEquals(expected.array(), file);
    SectionFile read = decode(file);
    assertEquals(3, read.version());
    assertTrue(read.has(FIRST) && read.has(SECOND));
    assertEquals(5, read.take(FIRST).u8("x"));
    assertFalse(read.has(FIRST));
    assertArrayEquals(new byte[] {6, -7}, read.take(SECOND).raw("x", 2));
    read.end(List.of(FIRST, SECOND));
    assertEquals(2, decode(with(4, 2, 2)).version());
  }

  @Test
  void aFileOfNoSectionsIsTwentyBytes() throws IOException {
    byte[] none = SectionFile.encode(format(20), Map.of());
    assertEquals(20, none.length);
    decode(none).end(List.of());
  }

  @Test
  void theLargestLengthFits(@TempDir Path folder) throws IOException {
    assertThrows(SpecException.class, () -> SectionFile.encode(format(LENGTH - 1), sections()));
    Path path = Files.write(folder.resolve("f"), file());
    assertArrayEquals(file(), SectionFile.load(format(LENGTH), path));
    assertEquals(
        path + ": length: found 55 bytes, expected at most 54",
        assertThrows(CorruptImageException.class, () -> SectionFile.load(format(LENGTH - 1), path))
            .getMessage());
  }

  /** One bit of each byte, and which checksum it is under. */
  @Test
  void aChangeIsNoticedByTheChecksumOverIt() {
    for (int i = 0; i < LENGTH; i++) {
      byte[] changed = file();
      changed[i] ^= 0x20;
      String field =
          i < 4
              ? "magic"
              : i < 16
                  ? "checksum of the prologue"
                  : i < 52
                      ? "checksum of the section table"
                      : i < 53 ? "section 1.0 checksum" : "section 2.40000 checksum";
      String message = refused(changed);
      assertTrue(message.startsWith("f: " + field + ": found "), i + " " + message);
    }
  }

  @Test
  void aLengthThatIsNotTheFilesIsRefused() {
    assertEquals(
        "f: length: found 15 bytes, expected at least 16", refused(Arrays.copyOf(file(), 15)));
    assertEquals("f: magic: found 00000000, expected the letters TEST", refused(new byte[16]));
    assertEquals(
        "f: length: found 54 bytes, expected 55 bytes, as its header says",
        refused(Arrays.copyOf(file(), 54)));
    assertEquals(
        "f: length: found 56 bytes, expected 55 bytes, as its header says",
        refused(Arrays.copyOf(file(), 56)));
    assertEquals(
        "f: length: found 55 bytes, expected 68 bytes, as its header says", refused(with(6, 2, 3)));
  }

  @Test
  void sectionsLieOneAfterTheOther() {
    assertEquals(
        "f: section 1.0 place: found 51 + 1, expected 52, within 55", refused(with(20, 4, 51)));
    assertEquals(
        "f: section 2.40000 place: found 53 + 3, expected 53, within 55", refused(with(40, 4, 3)));
    byte[] shorter = with(40, 4, 1);
    little(shorter).putInt(44, crc(new byte[] {6}, 0, 1));
    little(shorter).putInt(48, crc(shorter, 16, 48));
    assertEquals(
        "f: end of the last section: found 54, expected 55, the end of the file", refused(shorter));
    assertEquals("f: section 1.0: found two of them, expected one", twice());
  }

  private static String twice() {
    byte[] changed = with(32, 2, 1);
    little(changed).putShort(34, (short) 0);
    little(changed).putInt(48, crc(changed, 16, 48));
    return refused(changed);
  }

  @Test
  void sectionsAreTakenOnceAllOfThemAndInOrder() throws IOException {
    SectionFile read = decode(file());
    assertEquals(
        "f: section 1.0: found one, expected none in this network",
        assertThrows(CorruptImageException.class, () -> read.end(List.of())).getMessage());
    read.take(FIRST);
    assertEquals(
        "f: section 1.0: found none, expected one",
        assertThrows(CorruptImageException.class, () -> read.take(FIRST)).getMessage());
    read.take(SECOND);
    assertEquals(
        "f: order of sections: found section 1.0, expected section 2.40000, in the order that is"
            + " prescribed",
        assertThrows(CorruptImageException.class, () -> read.end(List.of(SECOND, FIRST)))
            .getMessage());
  }

  private static SectionInput input(int... bytes) {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    return new SectionInput("f", FIRST, ByteBuffer.wrap(content));
  }

  @Test
  void fieldsAreReadAsTheirTypesSay() throws IOException {
    SectionInput in =
        input(0xFE, 0xFE, 0x01, 0xFE, 0x01, 0xFE, 1, 2, 3, 0x7F, 0xFF, 0xFF, 0xFF, -1);
    assertEquals(254, in.u8("a"));
    assertEquals(-2, in.i8("b"));
    assertEquals(0xFE01, in.u16("c"));
    assertEquals(0xFE01 - 0x10000, in.i16("d"));
    assertEquals(0x7F030201, in.size("e"));
    assertEquals(-1, in.i32("f"));
    in.end();
    byte[] written =
        new SectionOutput().u8(0x1FF).u16(-2).u32(0x01020304).f64(-2).text("ö").toBytes();
    assertArrayEquals(
        new byte[] {
          -1, -2, -1, 4, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0, (byte) 0xC0, 2, 0, 0, 0, (byte) 0xC3, -74
        },
        written);
    SectionInput back = new SectionInput("f", FIRST, ByteBuffer.wrap(written, 7, 14));
    assertEquals(-2, back.f64("g"));
    assertEquals("ö", back.text("h"));
    back.end();
  }

  @Test
  void fieldsPastTheEndAndRestsAreRefused() {
    assertEquals(
        "f: section 1.0 a: found 0 bytes left, expected 1 bytes", failed(() -> input().u8("a")));
    assertEquals(
        "f: section 1.0 a: found 1 bytes left, expected 2 bytes", failed(() -> input(1).u16("a")));
    for (Read read : List.<Read>of(() -> input(1, 2, 3).size("a"), () -> input(1, 2, 3).i32("a"))) {
      assertEquals("f: section 1.0 a: found 3 bytes left, expected 4 bytes", failed(read));
    }
    assertEquals(
        "f: section 1.0 a: found 7 bytes left, expected 8 bytes",
        failed(() -> input(1, 2, 3, 4, 5, 6, 7).f64("a")));
    assertEquals(
        "f: section 1.0 a: found 1 bytes left, expected 2 bytes",
        failed(() -> input(2, 0, 0, 0, 65).text("a")));
    assertEquals(
        "f: section 1.0 a: found bytes that are no UTF-8, expected UTF-8",
        failed(() -> input(1, 0, 0, 0, 0x80).text("a")));
    assertEquals(
        "f: section 1.0 a: found 2147483648, expected less than 2^31",
        failed(() -> input(0, 0, 0, 0x80).size("a")));
    assertEquals(
        "f: section 1.0 a: found 1 bytes left, expected -1 bytes",
        failed(() -> input(1).raw("a", -1)));
    assertEquals(
        "f: section 1.0 length: found 2 bytes, expected 1 bytes",
        failed(
            () -> {
              SectionInput in = input(1, 2);
              in.u8("a");
              in.end();
            }));
  }

  /** Something that reads. */
  @FunctionalInterface
  private interface Read {
    void run() throws IOException;
  }

  private static String failed(Read read) {
    return assertThrows(CorruptImageException.class, read::run).getMessage();
  }
}
