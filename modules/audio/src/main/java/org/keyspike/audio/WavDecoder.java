package org.keyspike.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.keyspike.io.InputException;

/** RIFF WAVE files; the fields are in the description of the package. */
final class WavDecoder {
  static final int PCM = 1;
  static final int FLOAT = 3;
  static final int EXTENSIBLE = 0xFFFE;

  /** Bytes 2 to 15 of every sub-format that is a plain format tag, as two little-endian halves. */
  private static final long SUB_FORMAT_MIDDLE = 0x0010_0000_0000L;

  private static final long SUB_FORMAT_END = 0x719B_3800_AA00_0080L;

  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_HEADER = 8;

  /** Lengths from here on stand for one that is not known: SoX writes this one, others 2³² − 1. */
  private static final long OPEN = 0x7FFF_0000L;

  private static final int FORMAT_LENGTH = 16;
  private static final int EXTENSIBLE_LENGTH = 40;

  private final Content content;
  private final ByteBuffer bytes;

  private WavDecoder(Content content) {
    this.content = content;
    this.bytes = content.buffer(ByteOrder.LITTLE_ENDIAN);
  }

  static AudioClip decode(Content content) throws InputException {
    return new WavDecoder(content).block().decode(content);
  }

  /** Walks over the chunks. The length in the RIFF header is not used: many writers leave it 0. */
  private SampleBlock block() throws InputException {
    if (!content.text(8, 4).equals("WAVE")) {
      throw content.error("RIFF form", quoted(content.text(8, 4)), "\"WAVE\"");
    }
    int format = -1;
    int formatLength = 0;
    long position = FIRST_CHUNK;
    boolean open = false;
    while (position + CHUNK_HEADER <= content.length()) {
      int start = (int) position + CHUNK_HEADER;
      String id = content.text((int) position, 4);
      long length = Integer.toUnsignedLong(bytes.getInt(start - 4));
      boolean data = id.equals("data");
      if (data && isOpen(length, start)) {
        length = content.length() - start;
        open = true;
      } else if (length > content.length() - start) {
        throw content.error(
            chunk(id), content.length() - start + " bytes (truncated)", length + " bytes");
      }
      if (id.equals("fmt ")) {
        format = start;
        formatLength = (int) length;
      } else if (data) {
        if (format < 0) {
          throw content.error(chunk(id), "it before any format", "chunk \"fmt \" first");
        }
        return block(format, formatLength, start, (int) length, open);
      }
      position = start + length;
      // A chunk of odd length is followed by one byte of padding, which some editors leave out.
      if ((length & 1) == 1 && !isNeeded((int) position)) {
        position++;
      }
    }
    throw content.error(chunk("data"), "none (truncated)", "one");
  }

  /**
   * Whether the length of the data was left open: by a recorder that writes into a pipe and cannot
   * know it (the largest number, or nearly so), or one that was killed before it wrote it (0).
   */
  private boolean isOpen(long length, int start) {
    return length >= OPEN && length > content.length() - start
        || length == 0 && start < content.length() && !areChunks(start);
  }

  /** Whether what follows, to the end of the file, is chunks. */
  private boolean areChunks(int from) {
    long position = from;
    while (position + CHUNK_HEADER <= content.length()) {
      String id = content.text((int) position, Integer.BYTES);
      if (!Content.printable(id).equals(id)) {
        return false;
      }
      long length = Integer.toUnsignedLong(bytes.getInt((int) position + Integer.BYTES));
      position += CHUNK_HEADER + length + (length & 1);
    }
    return position == content.length() || position == content.length() + 1L;
  }

  private boolean isNeeded(int position) {
    String id = content.text(position, Integer.BYTES);
    return id.equals("data") || id.equals("fmt ");
  }

  private SampleBlock block(int format, int formatLength, int data, int dataLength, boolean open)
      throws InputException {
    if (formatLength < FORMAT_LENGTH) {
      throw content.error(
          chunk("fmt "), formatLength + " bytes", "at least " + FORMAT_LENGTH + " bytes");
    }
    int channels = unsignedShort(format + 2);
    if (channels == 0) {
      throw content.error("channels", "0", "at least 1");
    }
    int rate = content.checkedRate("sample rate", Integer.toUnsignedLong(bytes.getInt(format + 4)));
    int bits = unsignedShort(format + 14);
    SampleFormat samples = sampleFormat(tag(format, formatLength), bits);
    int align = unsignedShort(format + 12);
    if (align != channels * samples.bytes()) {
      throw content.error(
          "block align", align + " bytes", channels + " × " + samples.bytes() + " bytes");
    }
    if (dataLength == 0) {
      throw content.error(chunk("data"), "no samples", "at least one");
    }
    if (dataLength % align != 0 && !(open && dataLength > align)) {
      throw content.error(chunk("data"), dataLength + " bytes", "a multiple of " + align);
    }
    return new SampleBlock(
        data, dataLength / align, channels, rate, samples, ByteOrder.LITTLE_ENDIAN);
  }

  private int tag(int format, int formatLength) throws InputException {
    int tag = unsignedShort(format);
    if (tag != EXTENSIBLE) {
      return tag;
    }
    if (formatLength < EXTENSIBLE_LENGTH) {
      throw content.error(
          "extensible chunk \"fmt \"",
          formatLength + " bytes",
          "at least " + EXTENSIBLE_LENGTH + " bytes");
    }
    if (bytes.getLong(format + 24) >>> 16 != SUB_FORMAT_MIDDLE
        || bytes.getLong(format + 32) != SUB_FORMAT_END) {
      throw content.error("sub-format", "an unknown identifier", "PCM or IEEE float");
    }
    return unsignedShort(format + 24);
  }

  private SampleFormat sampleFormat(int tag, int bits) throws InputException {
    if (tag == PCM) {
      return switch (bits) {
        case 8 -> SampleFormat.UNSIGNED_8;
        case 16 -> SampleFormat.SIGNED_16;
        case 24 -> SampleFormat.SIGNED_24;
        case 32 -> SampleFormat.SIGNED_32;
        default -> throw content.error("bits per sample", bits + "", "8, 16, 24 or 32 for PCM");
      };
    }
    if (tag == FLOAT) {
      return switch (bits) {
        case 32 -> SampleFormat.FLOAT_32;
        case 64 -> SampleFormat.FLOAT_64;
        default -> throw content.error("bits per sample", bits + "", "32 or 64 for float");
      };
    }
    throw content.error(
        "codec", "format tag " + tag + name(tag), "1 (PCM) or 3 (float): convert it first");
  }

  private static String name(int tag) {
    return switch (tag) {
      case 2 -> " (Microsoft ADPCM)";
      case 6 -> " (A-law)";
      case 7 -> " (µ-law)";
      case 17 -> " (IMA ADPCM)";
      case 49 -> " (GSM 6.10)";
      case 85 -> " (MP3)";
      default -> "";
    };
  }

  private int unsignedShort(int position) {
    return bytes.getShort(position) & 0xFFFF;
  }

  private static String chunk(String id) {
    return "chunk " + quoted(id);
  }

  private static String quoted(String id) {
    return '"' + Content.printable(id) + '"';
  }
}
