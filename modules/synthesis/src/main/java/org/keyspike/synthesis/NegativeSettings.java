package org.keyspike.synthesis;

import java.nio.file.Path;
import java.util.List;
import org.keyspike.io.SettingException;

/**
 * The settings for what is none of the words to spot: clips by each synthetic speaker.
 *
 * @param perSpeaker of other words and phrases, near-sounding ones half of them, 1 to 1000
 * @param sentencesPerSpeaker of talk: each a second cut anywhere out of a sentence, 0 to 1000
 * @param silencePerSpeaker of noise without speech, 1 to 1000
 * @param words more that is easily mistaken; as {@link SynthesisSettings#words}
 * @param list file of words that other words are drawn from, or null
 */
public record NegativeSettings(
    int perSpeaker, int sentencesPerSpeaker, int silencePerSpeaker, List<String> words, Path list) {
  /** Most clips of one kind by one speaker. */
  private static final int MOST = 1000;

  /**
   * @throws SettingException if a value is out of range
   */
  public NegativeSettings {
    words = words == null ? List.of() : List.copyOf(words);
    checkCount("perSpeaker", perSpeaker, 1);
    checkCount("sentencesPerSpeaker", sentencesPerSpeaker, 0);
    checkCount("silencePerSpeaker", silencePerSpeaker, 1);
  }

  /** Settings without a file of words. */
  public NegativeSettings(
      int perSpeaker, int sentencesPerSpeaker, int silencePerSpeaker, List<String> words) {
    this(perSpeaker, sentencesPerSpeaker, silencePerSpeaker, words, null);
  }

  /**
   * Refuses what cannot be spoken.
   *
   * @throws SettingException if a word cannot
   */
  public void check(String language) {
    SynthesisSettings.checkSpeakable("words", words, language);
  }

  private static void checkCount(String name, int count, int least) {
    if (count < least || count > MOST) {
      throw new SettingException(name, count, least + " to " + MOST);
    }
  }
}
