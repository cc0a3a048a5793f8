package org.keyspike.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.io.InputException;
import org.keyspike.synthesis.voices.EspeakPhonemes;
import org.keyspike.synthesis.voices.SpeechEngine;
import org.keyspike.synthesis.voices.SpeechEngines;
import org.keyspike.synthesis.voices.SpokenText;

/** Pronunciations by espeak-ng, and the negatives that are found by them. */
class EnginePronouncerTest {
  @BeforeAll
  static void installed() throws IOException {
    assumeTrue(
        SpeechEngines.installed().stream().anyMatch(engine -> engine.name().equals("espeak-ng")),
        "espeak-ng is not installed: " + SpeechEngines.INSTALL);
  }

  private static EnginePronouncer of(String language) {
    return new EnginePronouncer(new EspeakPhonemes(language));
  }

  @Test
  void wordsArePronouncedAloneOrTogether() throws IOException {
    EnginePronouncer german = of("de");
    german.learn(List.of("Haus", "Licht", "17"));
    assertEquals(List.of("h", "aU", "s"), german.phones("Haus"));
    assertEquals(List.of("h", "aU", "s", "l", "I", "C", "t"), german.phones("haus-Licht"));
    assertEquals(List.of("b", "I", "n", "d", "@"), german.phones("[[b'Ind@]]"));
    assertEquals(german.phones("siebzehn"), german.phones("17"));
    assertEquals(List.of("r", "aI", "t"), of("en").phones("write"));
  }

  /** No word of the examples has its own letters in the other. */
  @ParameterizedTest
  @CsvSource({"en, right, write", "en, sew, so", "de, Rad, Rat", "de, mehr, Meer"})
  void soundIsComparedAndNotLetters(String language, String one, String other) {
    Pronunciations said = new Pronunciations(of(language));
    assertTrue(said.same(one, other), said.of(one) + " " + said.of(other));
    assertEquals(List.of(one + "n"), said.nearest(one, List.of("xylophon", other, one + "n"), 1));
  }

  @Test
  void partsOfWordsHaveNoWordInThem() {
    EnginePronouncer english = of("en");
    List<String> parts = english.parts("hey robin");
    assertTrue(parts.contains("[[r'0]]"), parts.toString());
    assertTrue(parts.contains("[[In]]"), parts.toString());
    assertTrue(parts.stream().noneMatch(part -> english.phones(part).size() > 3), parts.toString());
    assertEquals(List.of(), english.parts("stop"), "one vowel: people leave its end out");
  }

  @Test
  void espeaksVoicesSayPartsToo() throws IOException {
    VoiceSettings espeak = new VoiceSettings(List.of("espeak-ng", "freetts"), null, null);
    SpokenLanguage language = SpokenLanguage.of(espeak);
    OtherPhrases found =
        OtherPhrases.of(
            List.of("computer"), List.of(), language, language.pronouncer(new SpeechVoice()), 1);
    assertTrue(found.parts().size() > 4, found.parts().toString());
    assertTrue(found.near().contains("commuter") || found.near().size() > 8, "" + found.near());
    assertEquals(
        "part_" + Integer.toHexString("[[k@m]]".hashCode()),
        UtterancePlan.Phrase.other("[[k@m]]").folder());
    assertFalse(SpokenLanguage.of(VoiceSettings.EMBEDDED).engine().isPresent());
  }

  @Test
  void wrongPhonemesAreNamed() throws IOException {
    new EspeakPhonemes("en").check("[[h'eI r'0bIn]]");
    InputException e =
        assertThrows(
            InputException.class, () -> new EspeakPhonemes("en").check("[[r'0b\u00e9In]]"));
    assertEquals("dataset.words", e.field());
    assertEquals("[[r'0b\u00e9In]], of which \"\u00e9In\" is no phoneme of en", e.found());
  }

  /** A text in phonemes is said as the word is, and nothing else is. */
  @Test
  void phonemesAreSpoken() throws IOException {
    SpeechEngine engine = SpeechEngines.named(List.of("espeak-ng"), null, List.of(), "en").get(0);
    List<float[]> said =
        engine.speak(
            "en-us",
            List.of(SpokenText.of("robin", 1, 1, 160), SpokenText.of("[[r'0bIn]]", 1, 1, 160)));
    assertEquals(1, (double) said.get(1).length / said.get(0).length, 0.1);
  }

  @Test
  void aLanguageThatNothingSpeaksIsRefused() {
    VoiceSettings klingon = new VoiceSettings(null, null, null, "xx", Optional.empty());
    InputException none = assertThrows(InputException.class, klingon::voices);
    assertEquals("espeak-ng, which has no voice that speaks xx", none.found());
    VoiceSettings flite = new VoiceSettings(List.of("freetts"), null, null, "de", Optional.empty());
    InputException embedded = assertThrows(InputException.class, flite::voices);
    assertEquals("freetts, which does not speak de", embedded.found());
  }
}
