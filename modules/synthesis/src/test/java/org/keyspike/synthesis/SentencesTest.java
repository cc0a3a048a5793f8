package org.keyspike.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.keyspike.io.InputException;

class SentencesTest {
  private static final List<String> CLASSES =
      List.of("no", "on", "right", "go", "hey_spike", "_unknown_");

  private final SentenceGrammar grammar = SentenceGrammar.bundled();
  private final KeywordSearch keywords = new KeywordSearch(CLASSES, new SpeechVoice());

  @Test
  void theGrammarIsWhole() {
    assertEquals(List.of(), grammar.missing());
    assertTrue(grammar.words().size() > 600, () -> grammar.words().size() + " words");
    assertTrue(
        grammar.words().stream().allMatch(word -> word.matches("[a-z]+")),
        "words are lower case letters");
  }

  @Test
  void aSentenceDependsOnTheDrawOnly() throws InputException {
    Set<List<String>> sentences = new HashSet<>();
    for (int seed = 0; seed < 300; seed++) {
      List<String> sentence = grammar.draw(new SplittableRandom(seed), words -> false);
      assertEquals(sentence, grammar.draw(new SplittableRandom(seed), words -> false));
      sentences.add(sentence);
    }
    assertTrue(sentences.size() > 290, () -> sentences.size() + " different of 300");
  }

  @Test
  void noSentenceHoldsAKeyword() throws InputException {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 500; i++) {
      List<String> sentence = grammar.draw(random, keywords::heardIn);
      assertFalse(sentence.contains("no"), sentence::toString);
      assertFalse(sentence.contains("right"), sentence::toString);
    }
  }

  @Test
  void keywordsAreHeardAsTheySound() {
    assertTrue(keywords.heardIn(List.of("I", "know", "that")), "know is no");
    assertTrue(keywords.heardIn(List.of("please", "WRITE", "it")), "write is right");
    assertTrue(keywords.heardIn(List.of("say", "hey", "spike", "now")));
    assertFalse(keywords.heardIn(List.of("say", "hey", "old", "spike")), "not one after the other");
    assertFalse(keywords.heardIn(List.of("upon", "another", "note")), "parts of words");
    assertFalse(keywords.heardIn(List.of()));
    assertFalse(keywords.heardIn(List.of("unknown")), "that is no word of the network");
  }

  @Test
  void aGrammarOfKeywordsIsRefused() {
    SentenceGrammar tiny =
        SentenceGrammar.parse("# says no\nsentence: <a> no\n  | no <a>\na: yes\n");
    assertThrows(InputException.class, () -> tiny.draw(new SplittableRandom(1), keywords::heardIn));
    assertEquals(List.of(), tiny.missing());
    assertEquals(List.of("<b>"), SentenceGrammar.parse("sentence: <b> no").missing());
  }
}
