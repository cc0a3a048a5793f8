package org.keyspike.pipeline.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.Comparison;
import org.keyspike.evaluation.Confusion;
import org.keyspike.evaluation.Interval;
import org.keyspike.evaluation.McNemar;
import org.keyspike.verification.ClipAnswer;
import org.keyspike.verification.Score;

/** The small records that results are made of. */
class ScoreRecordsTest {
  private static ClipAnswer clip(String name, int label, int predicted) {
    return new ClipAnswer(name, new int[] {label}, new int[] {predicted});
  }

  private static Score score(ClipAnswer... clips) {
    return new Score(List.of(clips), 2, Optional.empty(), List.of());
  }

  @Test
  void anAccuracyHasItsInterval() {
    Score score = score(clip("a", 0, 0), clip("b", 1, 0), clip("c", 1, 1), clip("d", 1, 1));
    ScoredAccuracy accuracy = ScoredAccuracy.of(score);
    assertEquals(0.75, accuracy.accuracy());
    assertEquals(3, accuracy.correct());
    assertEquals(4, accuracy.count());
    assertEquals(score.interval().lower(), accuracy.low());
    assertEquals(score.interval().upper(), accuracy.high());
    assertEquals("0.7500 (0.3006–0.9544 by 4 clips)", accuracy.text());
    assertThrows(
        IllegalArgumentException.class, () -> new ScoredAccuracy(1, 1, 1, null, Optional.empty()));
  }

  /** a is right once of once and b once of three times: 0.5 of the clips, 2/3 of a speaker's. */
  @Test
  void whereSpeakersAreKnownEverythingIsBySpeaker() {
    Score score =
        score(
            new ClipAnswer("1", Optional.of("a"), new int[1], new int[1]),
            new ClipAnswer("2", Optional.of("b"), new int[1], new int[1]),
            new ClipAnswer("3", Optional.of("b"), new int[1], new int[] {1}),
            new ClipAnswer("4", Optional.of("b"), new int[1], new int[] {1}));
    ScoredAccuracy accuracy = ScoredAccuracy.of(score);
    assertEquals(0.5, accuracy.accuracy());
    assertEquals(Optional.of(2.0 / 3), accuracy.speakerMean());
    assertEquals(2.0 / 3, accuracy.choosing());
    assertEquals(new Interval(1.0 / 3, 1, Interval.Unit.SPEAKERS, 2), accuracy.interval());
    assertEquals("0.5000 (0.3333–1.0000 by 2 speakers)", accuracy.text());
    Verdict verdict = CompressionLedger.againstFloat(score, score);
    assertEquals("permutation by speaker", verdict.test());
    assertEquals(2, verdict.pairs());
    assertEquals(
        0.75,
        ScoredAccuracy.of(score(clip("a", 0, 0), clip("b", 1, 0), clip("c", 1, 1), clip("d", 1, 1)))
            .choosing());
  }

  @Test
  void recordedClipsAreScoredByThemselves() {
    assertEquals(Optional.empty(), ScoredAccuracy.ofRecorded(score(clip("a", 0, 0))));
    ScoredAccuracy recorded =
        ScoredAccuracy.ofRecorded(
                score(clip("a", 0, 1), clip("recorded/b", 1, 1), clip("recorded/c", 1, 0)))
            .orElseThrow();
    assertEquals(1, recorded.correct());
    assertEquals(2, recorded.count());
    assertEquals(new Accuracy(1, 2).interval().lower(), recorded.low());
  }

  @Test
  void wherePhonesAreNotDecodedThereAreNone() {
    assertEquals(PhoneScore.NONE, PhoneScore.of(score(clip("a", 0, 0))));
  }

  @Test
  void everyClassHasItsScore() {
    Confusion confusion = new Confusion(2);
    confusion.add(0, 0);
    confusion.add(0, 1);
    confusion.add(1, 1);
    ClassTable table = ClassTable.of(confusion, List.of("yes", "no"));
    assertEquals(
        List.of(
            new ClassScore("yes", 2, 1, 0.5, 2.0 / 3), new ClassScore("no", 1, 0.5, 1, 2.0 / 3)),
        table.classes());
    assertEquals(List.of(List.of(1, 1), List.of(0, 1)), table.confusion());
    assertEquals(List.of(), new ClassTable(null, null).classes());
    assertThrows(
        IllegalArgumentException.class, () -> new ClassTable(table.classes(), List.of(List.of(1))));
  }

  @Test
  void aVerdictIsTestedOrRefused() {
    List<Accuracy> right = List.of(new Accuracy(1, 1), new Accuracy(1, 1));
    List<Accuracy> wrong = List.of(new Accuracy(0, 1), new Accuracy(0, 1));
    Verdict tested = Verdict.of(McNemar.test(right, wrong));
    assertTrue(tested.tested());
    assertEquals(Optional.of(-1.0), tested.effect());
    assertEquals("0.5000", tested.pText());
    Verdict refused = Verdict.of(new Comparison.Refused("paired t", 2, "why"));
    assertFalse(refused.tested());
    assertEquals(Optional.of("why"), refused.refused());
    assertEquals(Optional.empty(), refused.p());
    assertThrows(NoSuchElementException.class, refused::pText);
  }
}
