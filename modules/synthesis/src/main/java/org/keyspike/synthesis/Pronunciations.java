package org.keyspike.synthesis;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keyspike.datasets.speechcommands.WordNames;

/** The pronunciations of words, and how alike they sound. One thread's own. */
final class Pronunciations {
  private final Pronouncer pronouncer;
  private final Map<String, List<String>> phones = new HashMap<>();

  Pronunciations(Pronouncer pronouncer) {
    this.pronouncer = pronouncer;
  }

  /** The phones of a phrase; none of one without letters. */
  List<String> of(String phrase) {
    return phones.computeIfAbsent(phrase, pronouncer::phones);
  }

  /** Whether two phrases sound the same. */
  boolean same(String one, String other) {
    return of(one).isEmpty() ? one.equalsIgnoreCase(other) : of(one).equals(of(other));
  }

  /** Whether a phrase is a word, or has it in it, by its sound. */
  boolean holds(String phrase, String word) {
    return of(word).isEmpty()
        ? WordNames.key(phrase).contains(WordNames.key(word))
        : Collections.indexOfSubList(of(phrase), of(word)) >= 0;
  }

  /**
   * The words that sound most like one, but not the same: by the least part of phones that must be
   * substituted, deleted or inserted; of equals the first.
   */
  List<String> nearest(String word, List<String> among, int count) {
    return among.stream()
        .filter(other -> !same(word, other))
        .sorted(Comparator.comparingDouble(other -> distance(of(word), of(other))))
        .limit(count)
        .toList();
  }

  /** Levenshtein's distance over the longer length, 0 to 1. */
  private static double distance(List<String> one, List<String> other) {
    int[] row = new int[other.size() + 1];
    for (int j = 0; j <= other.size(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.size(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.size(); j++) {
        int substituted = diagonal + (one.get(i - 1).equals(other.get(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return (double) row[other.size()] / Math.max(1, Math.max(one.size(), other.size()));
  }
}
