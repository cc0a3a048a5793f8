package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Counted by hand. */
class DetectionCountsTest {
  private static final DetectorSettings SETTINGS = new DetectorSettings(0.5, 1, 200);

  /** A word of class 0 at 2.0 to 2.5 s, one of class 1 at 6.0 to 6.4 s, in 10 s. */
  private static StreamScore stream(ScoredDecision... candidates) {
    return new StreamScore(
        List.of(candidates),
        List.of(new SpokenWord(0, 2_000, 2_500), new SpokenWord(1, 6_000, 6_400)),
        1_000,
        10_000);
  }

  @Test
  void tellsHitsFromAllElse() {
    DetectionCounts counts =
        DetectionCounts.of(
            List.of(
                stream(
                    new ScoredDecision(1_500, 0, 0.9), // before the word
                    new ScoredDecision(2_400, 1, 0.9), // another word
                    new ScoredDecision(2_700, 0, 0.9), // the word, 200 ms after its end
                    new ScoredDecision(2_800, 0, 0.9), // refractory
                    new ScoredDecision(3_000, 0, 0.9), // the word again
                    new ScoredDecision(3_501, 0, 0.9), // too late by a millisecond
                    new ScoredDecision(6_300, 1, 0.4), // below the threshold
                    new ScoredDecision(9_000, 1, 0.5))),
            SETTINGS,
            1_000);
    assertEquals(2, counts.words());
    assertEquals(List.of(200L), counts.latencies());
    assertEquals(1, counts.hits());
    assertEquals(0.5, counts.missRate());
    assertEquals(1, counts.confusions());
    assertEquals(1, counts.repeats());
    assertEquals(3, counts.falseAlarms());
    // 9 s without 2.0 to 3.5 s and 6.0 to 7.4 s.
    assertEquals(6_100, counts.negativeMillis());
    assertEquals(6.1 / 3600, counts.hours(), 1e-15);
    assertEquals(3 / (6.1 / 3600), counts.alarms().perHour(), 1e-9);
  }

  /** a is missed twice of twice and b never of four times: by speaker nothing is excluded. */
  @Test
  void missesAreCountedBySpeaker() {
    List<SpokenWord> words = new ArrayList<>();
    List<ScoredDecision> candidates = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      long end = 10_000L * (i + 1);
      words.add(new SpokenWord(0, end - 500, end, Optional.of(i < 2 ? "a" : "b")));
      if (i >= 2) {
        candidates.add(new ScoredDecision(end + 100, 0, 0.9));
      }
    }
    DetectionCounts counts =
        DetectionCounts.of(
            List.of(new StreamScore(candidates, words, 1_000, 80_000)),
            new DetectorSettings(0.5, 1, 1_000),
            500);
    assertEquals(6, counts.words());
    assertEquals(
        List.of(0, 0, 1, 1, 1, 1),
        counts.spoken().stream().map(word -> word.accuracy().correct()).toList());
    assertEquals(2.0 / 6, counts.missRate());
    assertEquals(new Interval(0, 1, Interval.Unit.SPEAKERS, 2), counts.missInterval());
  }

  /** Wilson's limits of 2 of 2 found, 1/(1 + z²/2) = 0.3424 and 1: none to 0.6576 are missed. */
  @Test
  void theMissIntervalIsThatOfHitsTurnedRound() {
    Interval missed =
        DetectionCounts.of(
                List.of(stream(new ScoredDecision(2_300, 0, 1), new ScoredDecision(6_900, 1, 1))),
                SETTINGS,
                1_000)
            .missInterval();
    assertEquals(0, missed.lower());
    assertEquals(0.6576, missed.upper(), 5e-5);
    assertEquals("2 clips", missed.source());
  }

  @Test
  void theWindowHasBothItsEnds() {
    assertEquals(1, hits(new ScoredDecision(2_000, 0, 1)));
    assertEquals(1, hits(new ScoredDecision(3_500, 0, 1)));
    assertEquals(0, hits(new ScoredDecision(1_999, 0, 1)));
  }

  private static int hits(ScoredDecision candidate) {
    return DetectionCounts.of(List.of(stream(candidate)), SETTINGS, 1_000).hits();
  }

  @Test
  void addsStreams() {
    StreamScore hit = stream(new ScoredDecision(2_300, 0, 1), new ScoredDecision(6_900, 1, 1));
    StreamScore late = stream(new ScoredDecision(3_000, 0, 1));
    DetectionCounts counts = DetectionCounts.of(List.of(hit, late), SETTINGS, 1_000);
    assertEquals(4, counts.words());
    assertEquals(List.of(-200L, 500L, 500L), counts.latencies());
    assertEquals(500, counts.latency(0.5));
    assertEquals(-200, counts.latency(0.33));
    assertEquals(500, counts.latency(1));
    assertNull(DetectionCounts.of(List.of(stream()), SETTINGS, 0).latency(0.5));
  }

  @Test
  void timeBeforeTheFirstAnswerDoesNotCount() {
    StreamScore early =
        new StreamScore(List.of(), List.of(new SpokenWord(0, 0, 300)), 1_000, 3_000);
    // The word's window, 0 to 1.3 s, takes 0.3 s of the two.
    assertEquals(1_700, early.negativeMillis(1_000));
  }

  @Test
  void falseAlarmsHaveTheirPoissonInterval() {
    FalseAlarms none = new FalseAlarms(0, 10);
    assertEquals(new Interval(0, 0.3, Interval.Unit.EVENTS, 0), none.interval());
    assertEquals("fewer than 0.300", none.toString());
    // Tables of the Poisson distribution: 3 events, 0.6187 to 8.7673; 10 events, 4.7954 to 18.3904.
    FalseAlarms three = new FalseAlarms(3, 1);
    assertEquals(0.6187, three.interval().lower(), 5e-5);
    assertEquals(8.7673, three.interval().upper(), 5e-5);
    FalseAlarms ten = new FalseAlarms(10, 2);
    assertEquals(4.7954 / 2, ten.interval().lower(), 5e-5);
    assertEquals(18.3904 / 2, ten.interval().upper(), 5e-5);
    assertEquals("5.00 (2.40–9.20)", ten.toString());
    // Of 1 event 0.0253 to 5.5716, of 100 events 81.364 to 121.627.
    assertEquals("1.00 (0.025–5.57)", new FalseAlarms(1, 1).toString());
    assertEquals("10.0 (4.80–18.4)", new FalseAlarms(10, 1).toString());
    assertEquals("100 (81.4–122)", new FalseAlarms(100, 1).toString());
  }

  @Test
  void aRateTakesHours() {
    assertTrue(FalseAlarms.measurable(0.1, 30));
    assertTrue(!FalseAlarms.measurable(0.1, 29.9));
    assertTrue(FalseAlarms.measurable(10, 0.3));
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThrows(IllegalArgumentException.class, () -> new FalseAlarms(0, 0));
    assertThrows(IllegalArgumentException.class, () -> new FalseAlarms(-1, 1));
    assertThrows(IllegalArgumentException.class, () -> new SpokenWord(0, 2, 1));
  }
}
