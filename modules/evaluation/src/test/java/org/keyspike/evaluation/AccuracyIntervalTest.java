package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccuracyIntervalTest {

  /** Wilson's limits of 3 of 4, from his formula with z = 1.959964: 0.3006 and 0.9544. */
  @Test
  void clipsOfNobodyKnownAreIndependent() {
    List<ClipScore> clips = Clips.of(3, 0, 0, 1).first().stream().map(ClipScore::nameless).toList();
    Interval interval = AccuracyInterval.of(clips);
    assertEquals(0.3006, interval.lower(), 5e-5);
    assertEquals(0.9544, interval.upper(), 5e-5);
    assertEquals("4 clips", interval.source());
  }

  /** One speaker tells nothing of others: as if nobody were known. */
  @Test
  void oneSpeakerIsNone() {
    ClipScore right = new ClipScore(new Accuracy(1, 1), Optional.of("a"));
    Interval interval = AccuracyInterval.of(List.of(right));
    // 1/(1 + z²)
    assertEquals(0.2065, interval.lower(), 5e-5);
    assertEquals(1, interval.upper());
    assertEquals("1 clip", interval.source());
  }

  /**
   * Frames of one utterance are not independent: two utterances of fifty say what two clips say.
   */
  @Test
  void framesAreDrawnByUtterance() {
    ClipScore half = ClipScore.nameless(new Accuracy(25, 50));
    assertEquals(
        new Interval(0.5, 0.5, Interval.Unit.CLIPS, 40),
        AccuracyInterval.of(Collections.nCopies(40, half)));
  }
}
