package org.keyspike.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.keyspike.io.InputException;

/**
 * Words of a list, one after the other, in place of sentences: for languages without a grammar.
 *
 * @param words to draw from
 */
record WordSequences(List<String> words) implements SentenceSource {
  private static final int LEAST = 4;
  private static final int MOST = 9;
  private static final int MOST_TRIES = 1_000;

  @Override
  public List<String> draw(SplittableRandom random, Predicate<List<String>> banned)
      throws InputException {
    for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
      int count = random.nextInt(LEAST, MOST + 1);
      List<String> drawn = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        drawn.add(words.get(random.nextInt(words.size())));
      }
      if (!banned.test(drawn)) {
        return drawn;
      }
    }
    throw new InputException("word list", "words", "the words to spot alone", "others as well");
  }
}
