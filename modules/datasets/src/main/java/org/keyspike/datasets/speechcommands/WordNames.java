package org.keyspike.datasets.speechcommands;

import java.util.Locale;

/** Names of words: as folders of clips, and as keys that tell two words apart. */
public final class WordNames {
  private WordNames() {}

  /** The folder of a word, which is also its class: the word, with underscores for spaces. */
  public static String folder(String word) {
    return word.replace(' ', '_');
  }

  /** The key that two words share if they have one folder on any system. */
  public static String key(String word) {
    return folder(word).toLowerCase(Locale.ROOT);
  }
}
