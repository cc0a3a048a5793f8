package org.keyspike.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.io.SettingException;

/** Words, and how they are said: {@link WordText} and what {@link SynthesisSettings} make of it. */
class WordTextTest {
  private static final VoiceSettings GERMAN =
      new VoiceSettings(null, null, null, "de", Optional.empty());

  private static SynthesisSettings settings(VoiceSettings voices, String... words) {
    return new SynthesisSettings(List.of(words), 1, 1, 1, 1, 5, 1, voices);
  }

  @Test
  void aNameStandsBeforeWhatIsSaid() {
    assertEquals(new WordText("hey robin", "hey robin"), WordText.of("hey robin"));
    assertEquals(new WordText("siobhan", "shi vawn"), WordText.of("siobhan = shi vawn"));
    assertEquals(new WordText("robin", "[[r'0bIn]]"), WordText.of("robin=[[r'0bIn]]"));
    assertTrue(WordText.phonemes("[[a]]"));
    assertFalse(WordText.phonemes("[[]]"));
    assertFalse(WordText.phonemes("robin"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[[r'0bIn]]", "a=", "=a", "a=b=c", "../x=a", "a=[[b]] [[c]]", "für", "a_b"})
  void whatIsNoWordIsRefused(String word) {
    assertThrows(SettingException.class, () -> settings(VoiceSettings.EMBEDDED, word));
  }

  @Test
  void lettersOfALanguageAreLetters() {
    SynthesisSettings made = settings(GERMAN, "grünes Licht", "oma=großmutter");
    assertEquals(List.of("grünes_Licht", "oma"), made.classes());
    assertEquals(List.of("grünes Licht", "großmutter"), made.said());
    assertThrows(SettingException.class, () -> settings(GERMAN, "grünes_Licht"));
    assertThrows(SettingException.class, () -> settings(GERMAN, "oma", "Oma=großmutter"));
  }

  /** No other engine can say them, and to leave some speakers out would give the word away. */
  @Test
  void phonemesAreForEspeakAlone() {
    VoiceSettings espeak = new VoiceSettings(List.of("espeak-ng"), null, null);
    assertEquals(List.of("robin"), settings(espeak, "robin=[[r'0bIn]]").classes());
    assertEquals(List.of("robin"), settings(espeak, "robin=[[r'0bIn]]").keywords());
    assertEquals(List.of("robin"), settings(GERMAN, "robin=[[r'0bIn]]").classes());
    for (VoiceSettings others :
        List.of(
            VoiceSettings.EMBEDDED,
            new VoiceSettings(List.of("all"), null, null),
            new VoiceSettings(List.of("espeak-ng"), "say {wav} {text}", null))) {
      SettingException e =
          assertThrows(SettingException.class, () -> settings(others, "robin=[[r'0bIn]]"));
      assertTrue(e.expected().contains("[espeak-ng] alone"), e.getMessage());
    }
  }

  @Test
  void aLanguageHasAnEngine() {
    assertEquals(List.of("espeak-ng"), GERMAN.engines());
    assertEquals(List.of("freetts"), new VoiceSettings(null, null, null).engines());
    assertThrows(
        SettingException.class,
        () -> new VoiceSettings(null, null, null, "German", Optional.empty()));
  }
}
