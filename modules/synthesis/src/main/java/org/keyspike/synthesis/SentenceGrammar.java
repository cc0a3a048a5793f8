package org.keyspike.synthesis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keyspike.io.InputException;

/**
 * Plain English sentences, drawn from a grammar: {@code sentences.txt}, which says how it is
 * written. They are for the ear, and need not make sense.
 */
final class SentenceGrammar implements SentenceSource {
  private static final String RESOURCE = "sentences.txt";
  private static final String START = "<sentence>";
  private static final int MOST_TRIES = 10_000;

  /** name → alternatives → words and names. */
  private final Map<String, List<List<String>>> rules;

  private SentenceGrammar(Map<String, List<List<String>>> rules) {
    this.rules = rules;
  }

  /** The bundled grammar. */
  static SentenceGrammar bundled() {
    try (InputStream in = SentenceGrammar.class.getResourceAsStream(RESOURCE)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SentenceGrammar parse(String text) {
    String joined =
        text.lines()
            .filter(line -> !line.startsWith("#") && !line.isBlank())
            .collect(Collectors.joining("\n"))
            .replaceAll("\n\\s+", " ");
    Map<String, List<List<String>>> rules = new LinkedHashMap<>();
    for (String rule : joined.split("\n")) {
      String[] sides = rule.split(":", 2);
      rules.put(
          "<" + sides[0].strip() + ">",
          Stream.of(sides[1].split("\\|")).map(one -> List.of(one.strip().split("\\s+"))).toList());
    }
    return new SentenceGrammar(rules);
  }

  /** All words that can be said. */
  List<String> words() {
    return rules.values().stream()
        .flatMap(List::stream)
        .flatMap(List::stream)
        .filter(word -> !rules.containsKey(word))
        .distinct()
        .toList();
  }

  /** Names without a rule; none in a grammar that is whole. */
  List<String> missing() {
    return words().stream().filter(word -> word.startsWith("<")).toList();
  }

  @Override
  public List<String> draw(SplittableRandom random, Predicate<List<String>> banned)
      throws InputException {
    for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
      List<String> words = expand(START, random).toList();
      if (!banned.test(words)) {
        return words;
      }
    }
    throw new InputException(
        "sentences", "keywords", "in every sentence", "words that can be left out of sentences");
  }

  private Stream<String> expand(String symbol, SplittableRandom random) {
    List<List<String>> alternatives = rules.get(symbol);
    if (alternatives == null) {
      return Stream.of(symbol);
    }
    // Drawn one after the other, so that the same draws give the same sentence.
    return alternatives.get(random.nextInt(alternatives.size())).stream()
        .flatMap(part -> expand(part, random));
  }
}
