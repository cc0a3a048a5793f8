package org.keyspike.datasets.speechcommands;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.keyspike.datasets.Split;
import org.keyspike.io.Hashes;

/**
 * The split of Speech Commands by speaker, as the data set's README defines it: a file name without
 * {@code _nohash_} and what follows is hashed by SHA-1; the hash modulo 2²⁷, scaled to 0…100, is a
 * validation clip below 10, a test clip below 20, else a training clip. A speaker's clips fall into
 * one part, and stay there when clips are added.
 */
final class HashRule {
  private static final int MOST_CLIPS_PER_CLASS = (1 << 27) - 1;
  private static final double VALIDATION_PERCENT = 10;
  private static final double TESTING_PERCENT = 10;
  private static final String NO_HASH = "_nohash_";

  private HashRule() {}

  /**
   * @param fileName a clip's file name, without folders
   */
  static Split split(String fileName) {
    double percent = percent(speaker(fileName));
    if (percent < VALIDATION_PERCENT) {
      return Split.VALIDATION;
    }
    return percent < VALIDATION_PERCENT + TESTING_PERCENT ? Split.TEST : Split.TRAIN;
  }

  /** Who speaks in a clip; a file that names no one counts as a speaker of its own. */
  static String speaker(Path clip) {
    return speaker(clip.getFileName().toString());
  }

  /** Whether a clip says who speaks. */
  static boolean namesSpeaker(Path clip) {
    return clip.getFileName().toString().contains(NO_HASH);
  }

  /** Who speaks in a clip, if its name says so. */
  static Optional<String> namedSpeaker(Path clip) {
    return namesSpeaker(clip) ? Optional.of(speaker(clip)) : Optional.empty();
  }

  /** The hash of a speaker, 0 to 100. */
  static double percent(String speaker) {
    MessageDigest sha1 = Hashes.digest("SHA-1");
    byte[] hash = sha1.digest(speaker.getBytes(StandardCharsets.UTF_8));
    int low = 0;
    for (int i = hash.length - Integer.BYTES; i < hash.length; i++) {
      low = low << 8 | hash[i] & 0xff;
    }
    return (low & MOST_CLIPS_PER_CLASS) * (100.0 / MOST_CLIPS_PER_CLASS);
  }

  private static String speaker(String fileName) {
    int end = fileName.indexOf(NO_HASH);
    return end < 0 ? fileName : fileName.substring(0, end);
  }
}
