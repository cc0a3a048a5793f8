package org.keyspike.audio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.keyspike.io.FileProblem;
import org.keyspike.io.InputException;

/**
 * Sound files: WAV, FLAC and NIST SPHERE, told apart by their first bytes, are read; 16-bit WAV is
 * written.
 */
public final class AudioFiles {
  private static final String READABLE = "a WAV (RIFF), FLAC or NIST SPHERE file";
  private static final String UNCOMPRESSED = "a WAV (RIFF) or NIST SPHERE file";

  /** What fits an array on every Java virtual machine. */
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private AudioFiles() {}

  /**
   * Reads one sound file. Integer samples of b bits become sample / 2^(b−1), exactly up to 24 bits;
   * channels are mixed down by their mean; float samples beyond full scale are clipped.
   *
   * @throws InputException if the file is not there, is cut short, holds no samples, or is of a
   *     format that is not read
   */
  public static AudioClip read(Path file) throws InputException {
    return read(bytes(file), file.toString());
  }

  /**
   * The bytes of a file that is to be read as sound.
   *
   * @throws InputException if there is no such file, or it is too long
   */
  public static byte[] bytes(Path file) throws InputException {
    String name = file.toString();
    if (Files.isDirectory(file)) {
      throw new InputException(name, "file", "a directory", READABLE);
    }
    if (!Files.exists(file)) {
      throw new InputException(name, "file", "nothing of this name", READABLE);
    }
    if (!Files.isRegularFile(file)) {
      throw new InputException(name, "file", "a pipe or a device", READABLE);
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new InputException(
            name, "file", Files.size(file) + " bytes", "at most " + MOST_BYTES + " bytes");
      }
      return Files.readAllBytes(file);
    } catch (InputException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /**
   * Reads one sound file out of memory.
   *
   * @param content the whole file
   * @param name what to call it in errors
   * @throws InputException as {@link #read(Path)}
   */
  public static AudioClip read(byte[] content, String name) throws InputException {
    Content file = new Content(name, content);
    return file.startsWith(FlacDecoder.MAGIC)
        ? FlacDecoder.decode(file)
        : uncompressed(file, READABLE);
  }

  /**
   * Reads a WAV or NIST SPHERE file out of memory. The page that listens has no decoder of ours for
   * FLAC; browsers have one.
   *
   * @param content the whole file
   * @param name what to call it in errors
   * @throws InputException as {@link #read(Path)}, and for FLAC
   */
  public static AudioClip readUncompressed(byte[] content, String name) throws InputException {
    return uncompressed(new Content(name, content), UNCOMPRESSED);
  }

  private static AudioClip uncompressed(Content file, String expected) throws InputException {
    if (file.startsWith("RIFF")) {
      return WavDecoder.decode(file);
    }
    if (file.startsWith(SphereDecoder.MAGIC)) {
      return SphereDecoder.decode(file);
    }
    throw file.error("file", Magic.describe(file), expected);
  }

  /**
   * Reads one sound file and brings it to a sample rate by {@link Resampler}.
   *
   * @throws InputException as {@link #read(Path)}
   */
  public static AudioClip readAt(Path file, int sampleRate) throws InputException {
    return Resampler.resample(read(file), sampleRate);
  }

  /**
   * Reads one sound file out of memory and brings it to a sample rate by {@link Resampler}.
   *
   * @param content the whole file
   * @param name what to call it in errors
   * @throws InputException as {@link #read(Path)}
   */
  public static AudioClip readAt(byte[] content, String name, int sampleRate)
      throws InputException {
    return Resampler.resample(read(content, name), sampleRate);
  }

  /**
   * Writes a clip as mono 16-bit PCM. A sample becomes 32768·x, rounded to the nearest integer,
   * halves away from zero, and clipped to −32768…32767; what was read from 16 bits is written back
   * exactly. The file appears complete or not at all.
   *
   * @throws IllegalArgumentException if a sample is not finite or the clip exceeds what RIFF can
   *     hold
   * @throws IOException if the file cannot be written
   */
  public static void writeWav(Path file, AudioClip clip) throws IOException {
    WavWriter.write(file, clip);
  }

  /**
   * The format of a sound file, told by its first bytes, whether it is read here or not; empty
   * where they are of no format that is known, as those of raw samples.
   *
   * @param head at least the first 16 bytes, if there are so many
   */
  public static Optional<String> format(byte[] head) {
    Content file = new Content("", head);
    if (file.startsWith("RIFF")) {
      return Optional.of("RIFF");
    }
    return file.startsWith(SphereDecoder.MAGIC) ? Optional.of("NIST") : Magic.of(file);
  }

  private static InputException unreadable(String name, IOException cause) {
    return new InputException(name, "file", FileProblem.reason(cause), READABLE).because(cause);
  }
}
