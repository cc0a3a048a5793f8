package org.keyspike.datasets.contamination;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keyspike.audio.AudioFiles;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Pcm16;
import org.keyspike.datasets.Utterance;
import org.keyspike.io.Hashes;

/**
 * The identity of a clip, by which it is found again under another name or in another container:
 * two keys of eight bytes. How they are made is in the package's documentation.
 *
 * @param sound of its recording's samples; empty if they are all zero
 * @param name of its name; empty if that names no recording of a published corpus
 */
public record ClipIdentity(Optional<Long> sound, Optional<Long> name) {
  /** {@code word/speaker_nohash_take}, or the speaker and sentence of TIMIT. */
  private static final Pattern PUBLISHED =
      Pattern.compile("(?:.*/)?([^/]+/[0-9a-f]{8}_nohash_[0-9]+|[fm][a-z]{3}[0-9]/s[aix][0-9]+)");

  /**
   * The identity of a labelled clip.
   *
   * @throws org.keyspike.io.InputException if its file cannot be used
   */
  public static ClipIdentity of(Utterance clip) throws IOException {
    return new ClipIdentity(soundOf(clip.file()), nameOf(clip.name()));
  }

  /**
   * The identity of a recording without a name of its own.
   *
   * @throws org.keyspike.io.InputException if the file cannot be used
   */
  public static ClipIdentity of(Path recording) throws IOException {
    return new ClipIdentity(soundOf(recording), Optional.empty());
  }

  /** The key of a recording's samples. */
  static Optional<Long> soundOf(Path recording) throws IOException {
    float[] samples = AudioFiles.readAt(recording, FrontEndSettings.SAMPLE_RATE).samples();
    ByteBuffer bytes =
        ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int end = 0;
    for (float sample : samples) {
      short integer = Pcm16.of(sample);
      if (integer != 0 || bytes.position() > 0) {
        bytes.putShort(integer);
      }
      end = integer != 0 ? bytes.position() : end;
    }
    return end == 0 ? Optional.empty() : Optional.of(key(bytes.flip().limit(end)));
  }

  /** The key of a clip's name in its data set. */
  static Optional<Long> nameOf(String name) {
    Matcher matcher = PUBLISHED.matcher(name.toLowerCase(Locale.ROOT).replace(' ', '_'));
    return matcher.matches()
        ? Optional.of(key(ByteBuffer.wrap(matcher.group(1).getBytes(StandardCharsets.UTF_8))))
        : Optional.empty();
  }

  private static long key(ByteBuffer bytes) {
    MessageDigest digest = Hashes.sha256();
    digest.update(bytes);
    return ByteBuffer.wrap(digest.digest()).getLong();
  }
}
