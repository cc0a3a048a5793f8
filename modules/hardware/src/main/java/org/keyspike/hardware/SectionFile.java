package org.keyspike.hardware;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.keyspike.io.InputException;
import org.keyspike.network.SpecException;

/**
 * A file of checksummed sections, laid out as the package documentation says. Every byte of it is
 * covered by a checksum, so that no change goes unnoticed.
 */
final class SectionFile {
  static final int PROLOGUE_BYTES = 16;
  static final int ENTRY_BYTES = 16;
  private static final int CRC_BYTES = 4;
  private static final int LARGEST_COUNT = 0xFFFF;

  private final String file;
  private final int version;
  private final Map<SectionKey, ByteBuffer> sections;
  private final List<SectionKey> order;

  private SectionFile(String file, int version, Map<SectionKey, ByteBuffer> sections) {
    this.file = file;
    this.version = version;
    this.sections = sections;
    order = List.copyOf(sections.keySet());
  }

  /** The kind of file: four letters, the format versions that are read, the most it can hold. */
  record Format(String magic, int oldest, int newest, long largestBytes) {

    /** The same kind as it was when a version was the newest. */
    Format as(int version) {
      return new Format(magic, oldest, version, largestBytes);
    }
  }

  /** The bytes before the first section. */
  static int headerBytes(int sections) {
    return PROLOGUE_BYTES + sections * ENTRY_BYTES + CRC_BYTES;
  }

  static byte[] encode(Format format, Map<SectionKey, byte[]> sections) {
    int header = headerBytes(sections.size());
    long length = header + sections.values().stream().mapToLong(bytes -> bytes.length).sum();
    if (sections.size() > LARGEST_COUNT || length > format.largestBytes) {
      throw new SpecException(
          "file",
          sections.size() + " sections of " + length + " bytes",
          "at most " + LARGEST_COUNT + " sections of " + format.largestBytes + " bytes");
    }
    ByteBuffer out = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(format.magic.getBytes(StandardCharsets.US_ASCII));
    out.putShort((short) format.newest).putShort((short) sections.size()).putInt((int) length);
    out.putInt(crc(out, 0, out.position()));
    int offset = header;
    for (Map.Entry<SectionKey, byte[]> section : sections.entrySet()) {
      byte[] bytes = section.getValue();
      out.putShort((short) section.getKey().kind()).putShort((short) section.getKey().index());
      out.putInt(offset).putInt(bytes.length).putInt(crc(ByteBuffer.wrap(bytes), 0, bytes.length));
      offset += bytes.length;
    }
    out.putInt(crc(out, PROLOGUE_BYTES, out.position()));
    sections.values().forEach(out::put);
    return out.array();
  }

  static byte[] load(Format format, Path file) throws IOException {
    InputException.requireNoPipe(file, "a file of the form " + format.magic);
    long size = Files.size(file);
    if (size > format.largestBytes) {
      throw new CorruptImageException(
          file.toString(), "length", size + " bytes", "at most " + format.largestBytes);
    }
    return Files.readAllBytes(file);
  }

  static SectionFile decode(Format format, String file, byte[] content) throws InputException {
    if (content.length < PROLOGUE_BYTES) {
      throw new CorruptImageException(
          file, "length", content.length + " bytes", "at least " + PROLOGUE_BYTES);
    }
    ByteBuffer in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[4];
    in.get(magic);
    String found = new String(magic, StandardCharsets.ISO_8859_1);
    if (!found.equals(format.magic)) {
      throw new CorruptImageException(
          file, "magic", hex(ByteBuffer.wrap(magic).getInt()), "the letters " + format.magic);
    }
    int version = in.getShort() & 0xFFFF;
    int count = in.getShort() & 0xFFFF;
    long length = Integer.toUnsignedLong(in.getInt());
    requireCrc(file, "checksum of the prologue", in.getInt(), crc(in, 0, PROLOGUE_BYTES - 4));
    if (version < format.oldest) {
      throw new ImageTooOldException(
          file, "format version", version, format.oldest + " or newer: export it again");
    }
    if (version > format.newest) {
      throw new ImageTooNewException(
          file, "format version", version, format.newest + " or older: update keyspike");
    }
    int header = headerBytes(count);
    if (length != content.length || header > content.length) {
      throw new CorruptImageException(
          file,
          "length",
          content.length + " bytes",
          Math.max(length, header) + " bytes, as its header says");
    }
    requireCrc(
        file,
        "checksum of the section table",
        in.getInt(header - CRC_BYTES),
        crc(in, PROLOGUE_BYTES, header - CRC_BYTES));
    return new SectionFile(file, version, sections(file, in, count, header));
  }

  private static Map<SectionKey, ByteBuffer> sections(
      String file, ByteBuffer in, int count, int header) throws CorruptImageException {
    Map<SectionKey, ByteBuffer> sections = new LinkedHashMap<>();
    long next = header;
    for (int i = 0; i < count; i++) {
      SectionKey key = new SectionKey(in.getShort() & 0xFFFF, in.getShort() & 0xFFFF);
      long offset = Integer.toUnsignedLong(in.getInt());
      long length = Integer.toUnsignedLong(in.getInt());
      int crc = in.getInt();
      if (offset != next || offset + length > in.capacity()) {
        throw new CorruptImageException(
            file, key + " place", offset + " + " + length, next + ", within " + in.capacity());
      }
      next += length;
      requireCrc(file, key + " checksum", crc, crc(in, (int) offset, (int) next));
      if (sections.put(key, part(in, (int) offset, (int) length)) != null) {
        throw new CorruptImageException(file, key.toString(), "two of them", "one");
      }
    }
    if (next != in.capacity()) {
      throw new CorruptImageException(
          file, "end of the last section", next, in.capacity() + ", the end of the file");
    }
    return sections;
  }

  /** The format version that the file is of. */
  int version() {
    return version;
  }

  boolean has(SectionKey key) {
    return sections.containsKey(key);
  }

  /** A section, which is then no longer here. */
  SectionInput take(SectionKey key) throws CorruptImageException {
    ByteBuffer bytes = sections.remove(key);
    if (bytes == null) {
      throw new CorruptImageException(file, key.toString(), "none", "one");
    }
    return new SectionInput(file, key, bytes);
  }

  /**
   * Every section must have been taken, and they must have stood in the order that is prescribed.
   *
   * @param prescribed keys as they are written
   */
  void end(Iterable<SectionKey> prescribed) throws CorruptImageException {
    if (!sections.isEmpty()) {
      throw new CorruptImageException(
          file, sections.keySet().iterator().next().toString(), "one", "none in this network");
    }
    Iterator<SectionKey> found = order.iterator();
    for (SectionKey expected : prescribed) {
      SectionKey next = found.next();
      if (!next.equals(expected)) {
        throw new CorruptImageException(
            file, "order of sections", next, expected + ", in the order that is prescribed");
      }
    }
  }

  private static void requireCrc(String file, String field, int stored, int computed)
      throws CorruptImageException {
    if (stored != computed) {
      throw new CorruptImageException(file, field, hex(computed), hex(stored));
    }
  }

  private static int crc(ByteBuffer bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.array(), from, to - from);
    return (int) crc.getValue();
  }

  /** Some of a whole array's bytes, as a buffer that begins with them. */
  private static ByteBuffer part(ByteBuffer bytes, int from, int length) {
    return ByteBuffer.wrap(bytes.array(), from, length).slice();
  }

  private static String hex(int value) {
    String digits = Integer.toHexString(value);
    return "0".repeat(8 - digits.length()) + digits;
  }
}
