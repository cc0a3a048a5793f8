package org.keyspike.pipeline.mining;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.spotting.Answer;

/** Three classes: two words and what is none. */
class AlarmSearchTest {
  private static final int ONE = 32_768;
  private static final int F = 10;

  private static AlarmSearch search(int smoothing, int refractoryFrames) {
    boolean[] words = {true, true, false};
    return new AlarmSearch(
        AlarmSearch.settings(words, ONE / 2, smoothing, refractoryFrames), 3 * ONE / 10, F);
  }

  /** An answer whose posterior of a class is as wanted, the rest is of the last class. */
  private static Answer answer(long frame, int label, double posterior) {
    double rest = (1 - posterior) / 2;
    int[] logits = new int[3];
    int[] posteriors = new int[3];
    for (int k = 0; k < 3; k++) {
      double p = Math.max(1e-6, k == label ? posterior : rest);
      logits[k] = (int) Math.round(Math.log(p) * (1 << F));
      posteriors[k] = (int) Math.round(p * ONE);
    }
    return new Answer(frame, logits, F, posteriors);
  }

  @Test
  void aStretchEndsWithTheAnswerThatIsMostCertain() {
    AlarmSearch search = search(3, 100);
    double[] posteriors = {0.01, 0.2, 0.9, 0.7, 0.8, 0.01, 0.01, 0.01};
    for (int i = 0; i < posteriors.length; i++) {
      search.accept(answer(100 + 10 * i, 1, posteriors[i]));
    }
    assertEquals(1, search.alarms());
    assertEquals(1, search.stretches().size());
    AlarmSearch.Stretch stretch = search.stretches().get(0);
    assertEquals(1, stretch.label());
    // (0.9 + 0.7 + 0.8) / 3, at the fifth answer; the third is the one that saw it.
    assertEquals(0.8 * ONE, stretch.score(), 40);
    assertEquals(120, stretch.frame());
  }

  @Test
  void ofAnswersThatAreEquallyCertainTheLatestCounts() {
    AlarmSearch search = search(2, 100);
    double[] posteriors = {0.2, 0.9, 0.9};
    for (int i = 0; i < posteriors.length; i++) {
      search.accept(answer(100 + 10 * i, 1, posteriors[i]));
    }
    assertEquals(List.of(120L), search.stretches().stream().map(s -> s.frame()).toList());
  }

  @Test
  void nearMissesAreFoundAndNotCounted() {
    AlarmSearch search = search(1, 100);
    search.accept(answer(100, 0, 0.45));
    search.accept(answer(110, 2, 0.9));
    assertEquals(0, search.alarms());
    assertEquals(List.of(100L), search.stretches().stream().map(s -> s.frame()).toList());
    assertEquals(0.45 * ONE, search.stretches().get(0).score(), 40);
  }

  /** What is no word is never taken for one, however certain it is. */
  @Test
  void whatIsNoWordIsNoAlarm() {
    AlarmSearch search = search(1, 0);
    search.accept(answer(100, 2, 0.99));
    search.accept(answer(110, 2, 0.4));
    assertEquals(0, search.alarms());
    assertEquals(List.of(), search.stretches());
  }

  /** As long as the refractory time, a second at least, and then the next one begins. */
  @Test
  void whatGoesOnIsSeveralStretches() {
    AlarmSearch search = search(1, 150);
    for (int i = 0; i < 40; i++) {
      search.accept(answer(100 + 10 * i, 0, i == 7 ? 0.9 : 0.8));
    }
    assertEquals(3, search.alarms());
    assertEquals(
        List.of(170L, 250L, 400L), search.stretches().stream().map(s -> s.frame()).toList());
    AlarmSearch quick = search(1, 0);
    for (int i = 0; i < 20; i++) {
      quick.accept(answer(100 + 10 * i, 0, 0.8));
    }
    assertEquals(20, quick.alarms());
    assertEquals(2, quick.stretches().size());
  }
}
