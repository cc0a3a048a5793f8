package org.keyspike.audio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jflac.FLACDecoder;
import org.jflac.FrameListener;
import org.jflac.frame.Frame;
import org.jflac.metadata.Metadata;
import org.jflac.metadata.StreamInfo;
import org.keyspike.io.Hashes;
import org.keyspike.io.InputException;

/**
 * FLAC files, decoded by jFLAC and checked here: it goes on over damage, as a player should, and
 * what is learned from must be whole. Every frame has to be in its place and has a checksum, and
 * the header an MD5 of all samples, unless its writer left that out.
 */
final class FlacDecoder {
  static final String MAGIC = "fLaC";

  private static final String DAMAGED = "frames whose checksums are right";

  /** The first block, of type 0 and 34 bytes, follows the mark; it ends with the MD5. */
  private static final int BLOCK = 4;

  private static final int INFO = BLOCK + 4;
  private static final int INFO_LENGTH = 34;
  private static final int MD5_LENGTH = 16;

  private static final int FEWEST_BITS = 4;
  private static final int MOST_BITS = 24;

  /** Enough for a second of speech. */
  private static final int FIRST_BYTES = 1 << 16;

  /** Of all channels: as many samples of 32 bits as an array of bytes can hold. */
  private static final long MOST_SAMPLES = (Integer.MAX_VALUE - 8) / Integer.BYTES;

  private final Content content;
  private final MessageDigest md5 = Hashes.digest("MD5");
  private String damage;
  private boolean cut;

  private FlacDecoder(Content content) {
    this.content = content;
  }

  static AudioClip decode(Content content) throws InputException {
    return new FlacDecoder(content).clip();
  }

  private AudioClip clip() throws InputException {
    if (content.length() < INFO + INFO_LENGTH
        || (content.bytes()[BLOCK] & 0x7F) != 0
        || content.buffer(ByteOrder.BIG_ENDIAN).getInt(BLOCK) << 8 != INFO_LENGTH << 8) {
      throw content.error("stream information", "none (truncated)", "it as the first block");
    }
    try {
      return decoded();
    } catch (InputException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // jFLAC has no checks of its own for numbers that cannot be.
      throw content.error("frames", "damage", DAMAGED).because(e);
    }
  }

  private AudioClip decoded() throws IOException {
    FLACDecoder decoder = new FLACDecoder(withoutTags());
    decoder.addFrameListener(new Damage());
    StreamInfo info = decoder.readStreamInfo();
    int rate = content.checkedRate("sample rate", info.getSampleRate());
    int bits = info.getBitsPerSample();
    if (bits < FEWEST_BITS || bits > MOST_BITS) {
      throw content.error("bits per sample", bits + "", FEWEST_BITS + " to " + MOST_BITS);
    }
    long total = info.getTotalSamples();
    if (total * info.getChannels() > MOST_SAMPLES) {
      throw tooLong(total);
    }
    // The header's number is not trusted with memory. A writer that did not know it left it 0: then
    // the file ends with its last frame.
    byte[] samples = new byte[FIRST_BYTES];
    int count = 0;
    while (total == 0 || count < total) {
      Frame frame = decoder.readNextFrame();
      if (frame == null) {
        break;
      }
      check(frame, info, count);
      int needed = needed(count + (long) frame.header.blockSize, info.getChannels());
      if (needed > samples.length) {
        samples = Arrays.copyOf(samples, (int) Math.min(2L * needed, Integer.MAX_VALUE - 8));
      }
      add(decoder, frame, ByteBuffer.wrap(samples), count, bits);
      count += frame.header.blockSize;
    }
    if (damage != null || cut || total != 0 && count != total) {
      String found = damage != null ? damage : count + " samples (truncated)";
      throw content.error("frames", found, total == 0 ? DAMAGED : total + " samples");
    }
    if (count == 0) {
      throw content.error("frames", "no samples", "at least one");
    }
    checkMd5();
    return new SampleBlock(
            0, count, info.getChannels(), rate, SampleFormat.SIGNED_32, ByteOrder.BIG_ENDIAN)
        .decode(new Content(content.name(), samples));
  }

  /**
   * The file with the first of its blocks alone before the frames: jFLAC takes whatever length a
   * tag or a picture says it has.
   */
  private InputStream withoutTags() throws InputException {
    int position = BLOCK;
    boolean last = false;
    while (!last) {
      if (position > content.length() - Integer.BYTES) {
        throw content.error("metadata", "none (truncated)", "blocks up to the last one");
      }
      int header = content.buffer(ByteOrder.BIG_ENDIAN).getInt(position);
      last = header < 0;
      position += Integer.BYTES + (header & 0xFFFFFF);
    }
    if (position > content.length()) {
      throw content.error("metadata", "a block beyond the end (truncated)", "frames behind it");
    }
    byte[] head = Arrays.copyOf(content.bytes(), INFO + INFO_LENGTH);
    head[BLOCK] |= (byte) 0x80;
    return new SequenceInputStream(
        new ByteArrayInputStream(head),
        new ByteArrayInputStream(content.bytes(), position, content.length() - position));
  }

  private InputException tooLong(long samples) {
    return content.error("length", samples + " samples", "at most " + MOST_SAMPLES + " in all");
  }

  private int needed(long samples, int channels) throws InputException {
    if (samples * channels > MOST_SAMPLES) {
      throw tooLong(samples);
    }
    return (int) (samples * channels * Integer.BYTES);
  }

  private void check(Frame frame, StreamInfo info, int count) throws InputException {
    boolean fits =
        frame.header.channels == info.getChannels()
            && frame.header.bitsPerSample == info.getBitsPerSample()
            && frame.header.sampleRate == info.getSampleRate();
    if (damage != null || !fits) {
      throw content.error(
          "frame at sample " + count,
          damage != null ? damage : "another format than that of the file",
          DAMAGED);
    }
  }

  /**
   * Adds a frame's samples, as the upper bits of 32, and to the MD5 in as few bytes as they need.
   */
  private void add(FLACDecoder decoder, Frame frame, ByteBuffer samples, int count, int bits) {
    int channels = frame.header.channels;
    int width = (bits + 7) / 8;
    byte[] hashed = new byte[frame.header.blockSize * channels * width];
    int at = 0;
    int position = count * channels * Integer.BYTES;
    for (int i = 0; i < frame.header.blockSize; i++) {
      for (int channel = 0; channel < channels; channel++) {
        int sample = decoder.getChannelData()[channel].getOutput()[i];
        samples.putInt(position, sample << (Integer.SIZE - bits));
        position += Integer.BYTES;
        for (int b = 0; b < width; b++) {
          hashed[at++] = (byte) (sample >> (8 * b));
        }
      }
    }
    md5.update(hashed);
  }

  private void checkMd5() throws InputException {
    int end = INFO + INFO_LENGTH;
    byte[] known = Arrays.copyOfRange(content.bytes(), end - MD5_LENGTH, end);
    if (!Arrays.equals(known, new byte[MD5_LENGTH]) && !Arrays.equals(known, md5.digest())) {
      throw content.error("samples", "others than the header's MD5 is of", "the same");
    }
  }

  /** Remembers the first of what jFLAC passes over. */
  private final class Damage implements FrameListener {
    @Override
    public void processMetadata(Metadata metadata) {
      // Tags and pictures are nobody's business here.
    }

    @Override
    public void processFrame(Frame frame) {
      // Frames are read one by one.
    }

    @Override
    public void processError(String message) {
      if (message.contains("EOFException")) {
        cut = true;
      } else if (damage == null) {
        damage = "damage (" + Content.printable(message) + ")";
      }
    }
  }
}
