package org.keyspike.synthesis;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.keyspike.io.InputException;

/** What sentences are drawn from. */
interface SentenceSource {
  /**
   * Draws a sentence that is not banned.
   *
   * @param banned sentences that are drawn again
   * @return its words
   * @throws InputException if one sentence after the other is banned
   */
  List<String> draw(SplittableRandom random, Predicate<List<String>> banned) throws InputException;
}
