package org.keyspike.datasets.speechcommands;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Names of words: as folders of clips, and as keys that tell two words apart. A letter with an
 * accent is the same whether it is written as one character (NFC, as keyboards type it) or as
 * letter and accent (NFD, as macOS stores names).
 */
public final class WordNames {
  private WordNames() {}

  /** A text with every letter and its accents as one character: Unicode's form NFC. */
  public static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** The folder of a word, which is also its class: the word, with underscores for spaces. */
  public static String folder(String word) {
    return composed(word).replace(' ', '_');
  }

  /** The key that two words share if they have one folder on any system. */
  public static String key(String word) {
    return folder(word).toLowerCase(Locale.ROOT);
  }
}
