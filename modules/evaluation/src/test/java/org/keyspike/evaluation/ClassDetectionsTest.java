package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keyspike.io.SettingException;

/** Counted by hand: a word of class 0 at 2.0 to 2.5 s, one of class 1 at 6.0 to 6.4 s, in 10 s. */
class ClassDetectionsTest {
  private static final List<StreamScore> STREAMS =
      List.of(
          new StreamScore(
              List.of(
                  new ScoredDecision(1_500, 0, 0.6), // a false alarm
                  new ScoredDecision(2_600, 0, 0.7), // a hit
                  new ScoredDecision(3_100, 1, 0.6), // a confusion
                  new ScoredDecision(6_200, 1, 0.5), // a hit
                  new ScoredDecision(8_000, 2, 0.9), // a class that is never detected
                  new ScoredDecision(8_100, 1, 0.5)), // a false alarm
              List.of(new SpokenWord(0, 2_000, 2_500), new SpokenWord(1, 6_000, 6_400)),
              1_000,
              10_000));

  @Test
  void countsEveryClassAtItsOwnThreshold() {
    ClassThresholds thresholds = new ClassThresholds(List.of(0.7, 0.5, 0.0), 200);
    assertEquals(
        List.of(
            new ClassDetections(0, 1, 1, 0),
            new ClassDetections(1, 1, 1, 1),
            new ClassDetections(2, 0, 0, 0)),
        ClassDetections.of(STREAMS, thresholds, 1_000));
    DetectionCounts counts = DetectionCounts.of(STREAMS, thresholds, 1_000);
    assertEquals(1, counts.falseAlarms());
    assertEquals(1, counts.confusions());
    assertEquals(List.of(-200L, 100L), counts.latencies());
    ClassThresholds other = new ClassThresholds(List.of(0.6, 0.51, 0.0), 200);
    assertEquals(1, ClassDetections.of(STREAMS, other, 1_000).get(1).missed());
    assertEquals(1, ClassDetections.of(STREAMS, other, 1_000).get(0).falseAlarms());
  }

  @Test
  void oneThresholdForAllIsThatOfTheSettings() {
    DetectorSettings settings = new DetectorSettings(0.6, 1, 200);
    ClassThresholds common = ClassThresholds.common(settings, 3, Set.of(2));
    assertEquals(List.of(0.6, 0.6, 0.0), common.thresholds());
    assertEquals(
        new ClassDetections(0, 1, 1, 1), ClassDetections.of(STREAMS, common, 1_000).get(0));
    Detector detector = new Detector(1, common);
    assertFalse(detector.accept(0, new double[] {0, 0, 1}));
    assertFalse(detector.accept(100, new double[] {0.59, 0.2, 0.21}));
    assertTrue(detector.accept(200, new double[] {0.3, 0.6, 0.1}));
    assertEquals(0.3, detector.margin(), 1e-15, "0.6 is 0.3 above the next class");
  }

  @Test
  void refusesWhatIsNoThreshold() {
    assertThrows(SettingException.class, () -> new ClassThresholds(List.of(1.1), 0));
    assertThrows(SettingException.class, () -> new ClassThresholds(List.of(-0.1), 0));
    assertThrows(SettingException.class, () -> new ClassThresholds(List.of(0.1), -1));
  }
}
