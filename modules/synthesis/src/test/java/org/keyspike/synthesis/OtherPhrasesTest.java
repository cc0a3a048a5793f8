package org.keyspike.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.speechcommands.WordNames;

class OtherPhrasesTest {
  private static final SpeechVoice VOICE = new SpeechVoice();
  private static final Pronunciations SAID = new Pronunciations(VOICE);

  private static OtherPhrases of(String... words) {
    try {
      SpokenLanguage english = SpokenLanguage.of(VoiceSettings.EMBEDDED);
      return OtherPhrases.of(List.of(words), List.of("hey ruben"), english, VOICE, 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> all(OtherPhrases phrases) {
    List<String> all = new ArrayList<>(phrases.near());
    phrases.far().values().forEach(all::addAll);
    return all;
  }

  @Test
  void nearOnesArePartsAndMixturesOfPhrases() {
    OtherPhrases found = of("hey robin", "lights on");
    for (String phrase :
        List.of(
            "hey ruben",
            "hey",
            "robin",
            "robin hey",
            "lights",
            "on",
            "on lights",
            "hey on",
            "lights robin",
            "hay robin",
            "hey robbing")) {
      boolean same = SAID.same(phrase, "hey robin");
      assertEquals(!same, found.near().contains(phrase), phrase + " in " + found.near());
    }
    assertTrue(found.near().stream().anyMatch(phrase -> phrase.endsWith(" on")));
  }

  @Test
  void nothingSoundsLikeAWord() {
    for (String[] words : new String[][] {{"right"}, {"on"}, {"hey robin", "lights on"}, {"42"}}) {
      List<String> all = all(of(words));
      for (String word : words) {
        assertTrue(all.stream().noneMatch(phrase -> SAID.holds(phrase, word)), word);
      }
      assertTrue(all.size() > 500, "found " + all.size());
      assertEquals(all.size(), new HashSet<>(all.stream().map(WordNames::key).toList()).size());
    }
    assertFalse(all(of("right")).contains("write"));
    assertFalse(all(of("42")).contains("42"));
  }

  @Test
  void everyPartHasOthersOfItsOwn() {
    OtherPhrases found = of("hey robin");
    for (Split split : Split.values()) {
      assertTrue(found.far().get(split).size() > 100, split.toString());
      assertTrue(found.far().get(split).stream().anyMatch(p -> p.contains(" ")), "phrases");
      assertTrue(found.far().get(split).stream().anyMatch(p -> !p.contains(" ")), "words");
    }
    assertEquals(found, of("hey robin"), "the same every time");
  }

  @Test
  void soundIsCompared() {
    assertTrue(SAID.same("Read", "red"), "as its past");
    assertTrue(SAID.same("to", "too") || SAID.same("two", "too"));
    assertFalse(SAID.same("cat", "cap"));
    assertTrue(SAID.holds("turn lights on", "lights on"));
    assertFalse(SAID.holds("lights", "lights on"));
    assertEquals(
        List.of("cap", "cab"),
        SAID.nearest("cat", List.of("dog", "write", "cap", "cab", "cat"), 2));
  }
}
