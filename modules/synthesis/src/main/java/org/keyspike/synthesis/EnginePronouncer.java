package org.keyspike.synthesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.keyspike.synthesis.voices.EspeakPhonemes;

/** The pronunciations of espeak-ng, word by word, each asked for once. Of any number of threads. */
final class EnginePronouncer implements Pronouncer {
  private final EspeakPhonemes phonemes;
  private final Map<String, List<String>> words = new ConcurrentHashMap<>();

  EnginePronouncer(EspeakPhonemes phonemes) {
    this.phonemes = phonemes;
  }

  /** Asks for many words at once, which is much faster. */
  void learn(Collection<String> texts) throws IOException {
    List<String> wanted =
        texts.stream()
            .map(EnginePronouncer::key)
            .filter(text -> !words.containsKey(text))
            .distinct()
            .toList();
    List<List<String>> found = wanted.isEmpty() ? List.of() : phonemes.marked(wanted);
    for (int i = 0; i < wanted.size(); i++) {
      words.put(wanted.get(i), found.get(i));
    }
  }

  /** Capitals are letters in phonemes alone. */
  private static String key(String word) {
    return WordText.phonemes(word) ? word : word.toLowerCase(Locale.ROOT);
  }

  @Override
  public List<String> phones(String text) {
    return marked(text).stream().map(EspeakPhonemes::plain).toList();
  }

  /** The phones with marks of stress, as the engine says them again. */
  List<String> marked(String text) {
    String[] parts = WordText.phonemes(text) ? new String[] {text} : text.split("[ -]");
    List<String> all = new ArrayList<>();
    for (String part : parts) {
      all.addAll(words.computeIfAbsent(key(part), this::ask));
    }
    return all;
  }

  private List<String> ask(String word) {
    try {
      return phonemes.marked(List.of(word)).get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Parts of words, between {@code [[} and {@code ]]}: the beginning and the end of each that has
   * two vowels or more, with at most two thirds of its phonemes, and a vowel.
   */
  List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    for (String word : WordText.phonemes(text) ? new String[] {text} : text.split("[ -]")) {
      List<String> all = marked(word);
      int most = 2 * all.size() / 3;
      if (all.stream().filter(EspeakPhonemes::vowel).count() > 1) {
        for (int length = 2; length <= most; length++) {
          add(parts, all.subList(0, length));
          add(parts, all.subList(all.size() - length, all.size()));
        }
      }
    }
    return parts;
  }

  private static void add(List<String> parts, List<String> phonemes) {
    if (phonemes.stream().anyMatch(EspeakPhonemes::vowel)) {
      parts.add("[[" + String.join("", phonemes) + "]]");
    }
  }
}
