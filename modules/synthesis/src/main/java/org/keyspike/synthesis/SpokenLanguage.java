package org.keyspike.synthesis;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keyspike.synthesis.voices.EspeakPhonemes;
import org.keyspike.synthesis.voices.SpeechEngines;

/**
 * What is known of the language that a corpus is in: words, sentences and pronunciations. These are
 * of espeak-ng where it is one of the engines that speak; otherwise of FreeTTS for English, and
 * letters for other languages.
 *
 * @param code of the language
 * @param list of its words
 * @param sentences what they are drawn from
 * @param engine that knows its phonemes
 */
record SpokenLanguage(
    String code, WordList list, SentenceSource sentences, Optional<EnginePronouncer> engine) {

  static SpokenLanguage of(VoiceSettings settings) throws IOException {
    String code = settings.language();
    boolean english = code.equals(SpeechEngines.ENGLISH);
    WordList list = WordList.of(code, settings.wordList());
    SentenceGrammar grammar = SentenceGrammar.bundled();
    Optional<EnginePronouncer> engine = Optional.empty();
    if (!settings.embeddedOnly() && phonemes(settings)) {
      EnginePronouncer known = new EnginePronouncer(new EspeakPhonemes(code));
      known.learn(list.words());
      if (english) {
        known.learn(grammar.words());
      }
      engine = Optional.of(known);
    }
    return new SpokenLanguage(
        code, list, english ? grammar : new WordSequences(list.words()), engine);
  }

  private static boolean phonemes(VoiceSettings settings) throws IOException {
    return settings.voices().stream()
        .map(BaseVoice::engineName)
        .anyMatch(SpeechEngines.OF_LANGUAGES::equals);
  }

  /** Who knows pronunciations; one thread's own if the voice is. */
  Pronouncer pronouncer(SpeechVoice embedded) {
    if (engine.isPresent()) {
      return engine.get();
    }
    return code.equals(SpeechEngines.ENGLISH) ? embedded : SpokenLanguage::letters;
  }

  private static List<String> letters(String text) {
    return text.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .mapToObj(Character::toString)
        .toList();
  }
}
