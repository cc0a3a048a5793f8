package org.keyspike.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.keyspike.io.InputException;

/**
 * Sentences in which no keyword is said; those in which one is are drawn again. One thread's own.
 *
 * @param source that they are drawn from
 * @param keywords that are not said
 */
record Sentences(SentenceSource source, KeywordSearch keywords) {

  String draw(SplittableRandom random) throws InputException {
    return String.join(" ", source.draw(random, keywords::heardIn)) + ".";
  }

  List<String> draw(int count, SplittableRandom random) throws InputException {
    List<String> drawn = new ArrayList<>(count);
    while (drawn.size() < count) {
      drawn.add(draw(random));
    }
    return List.copyOf(drawn);
  }
}
