package org.keyspike.synthesis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.keyspike.datasets.Seeds;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.speechcommands.WordNames;
import org.keyspike.synthesis.voices.SpeechEngines;

/**
 * The phrases that a spotter must not answer to, for given words. Nothing in it sounds like one of
 * the words, or has one in it.
 *
 * @param near what is easily mistaken: parts of a phrase, its words in reverse, heads and tails of
 *     two phrases together, and what becomes of a word or phrase when one of its words is another
 *     that shares most phones
 * @param parts beginnings and ends of words, in phonemes of espeak-ng, for its voices
 * @param far other words and, where a word to spot is a phrase, other phrases; a part of them for
 *     each split, so that the test part has some that no training clip had
 */
record OtherPhrases(List<String> near, List<String> parts, Map<Split, List<String>> far) {
  /** Words that take the place of one, each word of a phrase; twice as many of a single word. */
  private static final int NEAREST = 6;

  private static final int RANDOM_PHRASES = 100;

  /** Of every ten, how many are for training, and how many for validation; the rest is for test. */
  private static final int TRAIN_TENTHS = 6;

  private static final int VALIDATION_TENTHS = 2;

  /**
   * Finds them.
   *
   * @param words to spot
   * @param more that count as near, because the user says so
   * @param language that they are of
   * @param pronouncer of the language
   * @param seed of what is drawn
   */
  static OtherPhrases of(
      List<String> words,
      List<String> more,
      SpokenLanguage language,
      Pronouncer pronouncer,
      long seed) {
    Pronunciations said = new Pronunciations(pronouncer);
    List<String> common = language.list().words();
    Map<String, String> near = new LinkedHashMap<>();
    more.forEach(phrase -> add(near, phrase));
    for (String word : words) {
      similar(word, common, said).forEach(phrase -> add(near, phrase));
      for (String other : words) {
        crossed(word, other).forEach(phrase -> add(near, phrase));
      }
    }
    Map<String, String> far = new LinkedHashMap<>();
    common.forEach(word -> add(far, word));
    int longest = words.stream().mapToInt(word -> tokens(word).size()).max().orElseThrow();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; longest > 1 && i < RANDOM_PHRASES; i++) {
      add(far, phrase(longest, common, random));
    }
    far.keySet().removeAll(near.keySet());
    List<String> parts =
        language.engine().stream()
            .flatMap(engine -> words.stream().flatMap(word -> engine.parts(word).stream()))
            .distinct()
            .toList();
    return new OtherPhrases(
        without(near.values(), words, said),
        without(parts, words, said),
        dealt(without(far.values(), words, said), random));
  }

  /** What a speaker can say of what is easily mistaken. */
  List<String> near(Speaker speaker) {
    if (!speaker.voice().engineName().equals(SpeechEngines.OF_LANGUAGES)) {
      return near;
    }
    List<String> all = new ArrayList<>(near);
    all.addAll(parts);
    return all;
  }

  private static List<String> similar(String word, List<String> common, Pronunciations said) {
    List<String> tokens = tokens(word);
    List<String> phrases = new ArrayList<>();
    for (int from = 0; from < tokens.size(); from++) {
      for (int to = from + 1; to <= tokens.size(); to++) {
        phrases.add(String.join(" ", tokens.subList(from, to)));
      }
    }
    List<String> reversed = new ArrayList<>(tokens);
    Collections.reverse(reversed);
    phrases.add(String.join(" ", reversed));
    int nearest = tokens.size() == 1 ? 2 * NEAREST : NEAREST;
    for (int i = 0; i < tokens.size(); i++) {
      for (String other : said.nearest(tokens.get(i), common, nearest)) {
        List<String> changed = new ArrayList<>(tokens);
        changed.set(i, other);
        phrases.add(String.join(" ", changed));
      }
    }
    return phrases;
  }

  /** The head of one phrase with the tail of another. */
  private static List<String> crossed(String one, String other) {
    List<String> head = tokens(one);
    List<String> tail = tokens(other);
    if (one.equals(other) || head.size() < 2 || tail.size() < 2) {
      return List.of();
    }
    List<String> both = new ArrayList<>(head.subList(0, head.size() - 1));
    both.add(tail.get(tail.size() - 1));
    return List.of(String.join(" ", both));
  }

  private static String phrase(int length, List<String> common, SplittableRandom random) {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      tokens.add(common.get(random.nextInt(common.size())));
    }
    return String.join(" ", tokens);
  }

  /** Those in which none of the words sounds. */
  private static List<String> without(
      Collection<String> phrases, List<String> words, Pronunciations said) {
    return phrases.stream()
        .filter(phrase -> words.stream().noneMatch(word -> said.holds(phrase, word)))
        .toList();
  }

  private static Map<Split, List<String>> dealt(List<String> phrases, SplittableRandom random) {
    Map<Split, List<String>> parts = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      parts.put(split, new ArrayList<>());
    }
    List<String> shuffled = shuffled(phrases, random);
    for (int i = 0; i < shuffled.size(); i++) {
      int tenth = i % 10;
      Split split =
          tenth < TRAIN_TENTHS
              ? Split.TRAIN
              : tenth < TRAIN_TENTHS + VALIDATION_TENTHS ? Split.VALIDATION : Split.TEST;
      parts.get(split).add(shuffled.get(i));
    }
    return parts;
  }

  /** In an order that the texts and the numbers drawn decide. */
  static List<String> shuffled(List<String> phrases, SplittableRandom random) {
    long key = random.nextLong();
    return phrases.stream()
        .sorted(Comparator.comparingLong(phrase -> Seeds.derive(key, phrase.hashCode())))
        .toList();
  }

  /** Phrases of one folder are one. */
  private static void add(Map<String, String> phrases, String phrase) {
    phrases.putIfAbsent(WordNames.key(phrase), phrase);
  }

  private static List<String> tokens(String phrase) {
    return WordText.phonemes(phrase) ? List.of(phrase) : List.of(phrase.split(" "));
  }
}
