package org.keyspike.synthesis;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The words that a network listens for, to tell where they are said. A sentence holds a keyword if
 * its words stand in it one after the other, spelled as the keyword is or pronounced as it is in a
 * lexicon, usually the synthesiser's (CMU), stress aside: "no" is in "I know". Parts of words do
 * not count: "on" is not in "upon". One thread's own.
 */
public final class KeywordSearch {
  private final Pronouncer pronouncer;
  private final Map<String, String> pronunciations = new HashMap<>();
  private final List<List<String>> keywords;

  /** A search with a lexicon of its own. */
  public KeywordSearch(List<String> classes) {
    this(classes, new SpeechVoice());
  }

  /**
   * @param classes of a network; those whose names begin and end with an underscore are no words,
   *     other underscores stand for spaces
   */
  KeywordSearch(List<String> classes, Pronouncer pronouncer) {
    this.pronouncer = pronouncer;
    keywords =
        classes.stream()
            .filter(name -> !name.matches("_.*_"))
            .map(name -> Stream.of(name.split("_")).map(this::pronunciation).toList())
            .toList();
  }

  /** Whether one of them is said. */
  public boolean heardIn(List<String> words) {
    List<String> said = words.stream().map(this::pronunciation).toList();
    return keywords.stream().anyMatch(keyword -> contains(said, keyword));
  }

  private static boolean contains(List<String> said, List<String> keyword) {
    for (int from = 0; from + keyword.size() <= said.size(); from++) {
      if (said.subList(from, from + keyword.size()).equals(keyword)) {
        return true;
      }
    }
    return false;
  }

  private String pronunciation(String word) {
    return pronunciations.computeIfAbsent(
        word.toLowerCase(Locale.ROOT), lower -> String.join(" ", pronouncer.phones(lower)));
  }
}
