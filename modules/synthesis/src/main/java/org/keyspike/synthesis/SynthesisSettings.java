package org.keyspike.synthesis;

import java.util.List;
import java.util.stream.Stream;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.speechcommands.WordNames;
import org.keyspike.io.SettingException;

/**
 * The settings of a synthesised corpus. Each speaker says each word the same number of times.
 *
 * @param words words or short phrases: letters and digits, with single spaces, hyphens or
 *     apostrophes between them; {@code NAME=TEXT} where they are not said as they are called
 * @param trainSpeakers speakers for training, at least 1
 * @param validationSpeakers speakers for validation, at least 1
 * @param testSpeakers speakers for test, at least 1
 * @param utterancesPerSpeaker clips of each word by each speaker, at least 1
 * @param minSnrDb lowest signal-to-noise ratio, dB, −20 to 60; a clip's is drawn from there to 25
 *     dB above
 * @param seed of all draws
 * @param voices whose voices speak
 */
public record SynthesisSettings(
    List<String> words,
    int trainSpeakers,
    int validationSpeakers,
    int testSpeakers,
    int utterancesPerSpeaker,
    double minSnrDb,
    long seed,
    VoiceSettings voices) {

  private static final int MOST = 100_000;

  /**
   * @throws SettingException if a value is out of range, a word cannot be spoken, or two words have
   *     one folder
   */
  public SynthesisSettings {
    words = List.copyOf(words);
    if (words.isEmpty()) {
      throw new SettingException("words", "none", "at least one");
    }
    checkSpeakable("words", words, voices.language());
    for (String word : words) {
      if (WordText.phonemes(WordText.of(word).said()) && !voices.phonemesOnly()) {
        throw new SettingException(
            "words",
            '"' + word + '"',
            "phonemes with synthesis.engines [espeak-ng] alone, as others cannot say them");
      }
    }
    if (names(words).map(WordNames::key).distinct().count() != words.size()) {
      throw new SettingException("words", words, "each once");
    }
    checkCount("trainSpeakers", trainSpeakers);
    checkCount("validationSpeakers", validationSpeakers);
    checkCount("testSpeakers", testSpeakers);
    checkCount("utterancesPerSpeaker", utterancesPerSpeaker);
    if (!(minSnrDb >= -20 && minSnrDb <= 60)) {
      throw new SettingException("minSnrDb", minSnrDb, "−20 to 60");
    }
  }

  /** Refuses what is no word or short phrase. */
  static void checkSpeakable(String field, List<String> phrases, String language) {
    phrases.forEach(phrase -> WordText.of(phrase).check(field, language));
  }

  private static Stream<String> names(List<String> words) {
    return words.stream().map(word -> WordText.of(word).name());
  }

  /** What is said for each word. */
  List<String> said() {
    return words.stream().map(word -> WordText.of(word).said()).toList();
  }

  /** Settings of a corpus by the embedded engine. */
  public SynthesisSettings(
      List<String> words,
      int trainSpeakers,
      int validationSpeakers,
      int testSpeakers,
      int utterancesPerSpeaker,
      double minSnrDb,
      long seed) {
    this(
        words,
        trainSpeakers,
        validationSpeakers,
        testSpeakers,
        utterancesPerSpeaker,
        minSnrDb,
        seed,
        VoiceSettings.EMBEDDED);
  }

  /** The form that names a corpus in a cache: of the embedded engine, it says no voices. */
  @Override
  public String toString() {
    return "SynthesisSettings[words="
        + words
        + ", trainSpeakers="
        + trainSpeakers
        + ", validationSpeakers="
        + validationSpeakers
        + ", testSpeakers="
        + testSpeakers
        + ", utterancesPerSpeaker="
        + utterancesPerSpeaker
        + ", minSnrDb="
        + minSnrDb
        + ", seed="
        + seed
        + (voices.embeddedOnly() ? "]" : ", voices=" + voices + "]");
  }

  /**
   * The classes of a corpus of what is said, as far as it is in letters: what talk must not hold.
   */
  List<String> keywords() {
    return words.stream()
        .map(WordText::of)
        .map(word -> WordText.phonemes(word.said()) ? word.name() : word.said())
        .map(WordNames::folder)
        .toList();
  }

  /** The classes of the corpus, in the order of the words. */
  public List<String> classes() {
    return names(words).map(WordNames::folder).toList();
  }

  /** How many speakers a part has. */
  int speakers(Split split) {
    return switch (split) {
      case TRAIN -> trainSpeakers;
      case VALIDATION -> validationSpeakers;
      case TEST -> testSpeakers;
    };
  }

  private static void checkCount(String name, int count) {
    if (count < 1 || count > MOST) {
      throw new SettingException(name, count, "1 to " + MOST);
    }
  }
}
