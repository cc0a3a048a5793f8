package org.keyspike.cluster;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.io.Hashes;

/**
 * Files that one task goes through, of about as many bytes as every other portion, so that no
 * worker is left alone with the rest.
 *
 * @param key of what comes of them: the same files under the same settings have the same
 * @param files by name
 * @param words lists of the words that are said in some of them, by name of the sound
 */
record SoundPortion(String key, List<SoundFile> files, Map<String, String> words)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** The largest portion, 35 minutes of 16 kHz: what is lost with a worker. */
  private static final long MOST_BYTES = 64L << 20;

  /** Portions of a small folder, so that a cluster has something to do. */
  private static final int FEW = 16;

  private static final int KEY_DIGITS = 32;

  SoundPortion {
    files = List.copyOf(files);
    words = Map.copyOf(words);
  }

  /**
   * Divides files. How does not depend on the cluster, so that results do not.
   *
   * @param settings key of what is to be done with them
   * @param files by name
   * @param words names of lists of words, by name of the sound
   */
  static List<SoundPortion> of(String settings, List<SoundFile> files, Map<String, String> words) {
    long all = files.stream().mapToLong(SoundFile::bytes).sum();
    long size = Math.max(1, Math.min(MOST_BYTES, (all + FEW - 1) / FEW));
    List<SoundPortion> portions = new ArrayList<>();
    List<SoundFile> some = new ArrayList<>();
    long bytes = 0;
    for (SoundFile file : files) {
      if (!some.isEmpty() && bytes + file.bytes() > size) {
        portions.add(portion(settings, some, words));
        some = new ArrayList<>();
        bytes = 0;
      }
      some.add(file);
      bytes += file.bytes();
    }
    if (!some.isEmpty()) {
      portions.add(portion(settings, some, words));
    }
    return portions;
  }

  private static SoundPortion portion(
      String settings, List<SoundFile> files, Map<String, String> words) {
    Map<String, String> own = new HashMap<>();
    for (SoundFile file : files) {
      if (words.containsKey(file.name())) {
        own.put(file.name(), words.get(file.name()));
      }
    }
    return new SoundPortion(key(settings, files), files, own);
  }

  private static String key(String settings, List<SoundFile> files) {
    StringBuilder text = new StringBuilder(settings);
    for (SoundFile file : files) {
      text.append('\n').append(file.bytes()).append(' ').append(file.modified());
      text.append(' ').append(file.name());
    }
    return Hashes.sha256Hex(text.toString()).substring(0, KEY_DIGITS);
  }
}
