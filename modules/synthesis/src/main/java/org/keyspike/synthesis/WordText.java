package org.keyspike.synthesis;

import org.keyspike.io.SettingException;
import org.keyspike.synthesis.voices.SpeechEngines;

/**
 * A word to spot: {@code hey robin}, or {@code NAME=TEXT}, where what is said is not what it is
 * called: {@code siobhan=shi vawn}. A text in phonemes of espeak-ng is between {@code [[} and
 * {@code ]]}: {@code robin=[[r'0bIn]]}.
 *
 * @param name of its class, with underscores for spaces
 * @param said what speakers say
 */
record WordText(String name, String said) {
  private static final String OPEN = "[[";
  private static final String CLOSE = "]]";
  private static final String ASCII = "[A-Za-z0-9]+([ '-][A-Za-z0-9]+)*";
  private static final String LETTERS = "[\\p{L}\\p{M}\\p{N}]+([ '\u2019-][\\p{L}\\p{M}\\p{N}]+)*";

  /** Whether a text is in phonemes. */
  static boolean phonemes(String text) {
    return text.startsWith(OPEN) && text.endsWith(CLOSE) && text.length() > 4;
  }

  static WordText of(String word) {
    int at = word.indexOf('=');
    return at < 0
        ? new WordText(word, word)
        : new WordText(word.substring(0, at).strip(), word.substring(at + 1).strip());
  }

  /**
   * Refuses what is no word or short phrase.
   *
   * @throws SettingException naming it
   */
  void check(String field, String language) {
    boolean english = language.equals(SpeechEngines.ENGLISH);
    String letters = english ? ASCII : LETTERS;
    boolean inPhonemes = phonemes(said) && !said.equals(name) && !inner().matches(".*[\\[\\]].*");
    if (!name.matches(letters) || !(said.matches(letters) || inPhonemes)) {
      throw new SettingException(
          field,
          '"' + (name.equals(said) ? said : name + '=' + said) + '"',
          phonemes(said)
              ? "a name for it, as in \"robin=[[r'0bIn]]\""
              : "letters and digits, as in \"hey spike\"");
    }
  }

  private String inner() {
    return said.substring(2, said.length() - 2);
  }
}
