package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DetCurveTest {
  private static final DetectorSettings SETTINGS = new DetectorSettings(0.5, 1, 0);
  private static final long HOUR = 3_600_000;

  /** One word in an hour and a second, and no time for it to be detected but its own second. */
  private static StreamScore hour(ScoredDecision... candidates) {
    return new StreamScore(
        List.of(candidates), List.of(new SpokenWord(0, 1_000, 2_000)), 1_000, HOUR + 2_000);
  }

  @Test
  void goesFromTheStrictestThresholdToTheLoosest() {
    DetCurve curve =
        DetCurve.of(
            List.of(
                hour(
                    new ScoredDecision(1_500, 0, 0.6),
                    new ScoredDecision(60_000, 0, 0.9),
                    new ScoredDecision(61_000, 1, 0.3))),
            SETTINGS,
            0);
    List<Double> thresholds = curve.points().stream().map(DetCurve.Point::threshold).toList();
    assertEquals(List.of(1.0, 0.9, 0.6, 0.3), thresholds);
    List<Integer> alarms =
        curve.points().stream().map(point -> point.counts().falseAlarms()).toList();
    assertEquals(List.of(0, 1, 1, 2), alarms);
    List<Double> missed = curve.points().stream().map(point -> point.counts().missRate()).toList();
    assertEquals(List.of(1.0, 1.0, 0.0, 0.0), missed);
  }

  /**
   * Scores 0.60 to 0.01 in no order, and a 0 that is no threshold: ranks 0 to 25 are all tried,
   * then every second up to 49, 51, and every third up to 57.
   */
  @Test
  void thresholdsAreFewerFurtherDown() {
    List<ScoredDecision> candidates = new ArrayList<>();
    for (int i = 0; i < 61; i++) {
      candidates.add(new ScoredDecision(60_000 + i, 0, 7 * i % 61 / 100.0));
    }
    DetCurve curve =
        DetCurve.of(List.of(hour(candidates.toArray(ScoredDecision[]::new))), SETTINGS, 0);
    List<Double> expected = new ArrayList<>();
    expected.add(1.0);
    for (int rank = 0; rank < 26; rank++) {
      expected.add((60 - rank) / 100.0);
    }
    for (int rank = 27; rank < 52; rank += 2) {
      expected.add((60 - rank) / 100.0);
    }
    expected.add(0.06);
    expected.add(0.03);
    assertEquals(expected, curve.points().stream().map(DetCurve.Point::threshold).toList());
  }

  @Test
  void theOperatingPointIsTheLowestThresholdThatIsAllowed() {
    List<StreamScore> streams = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      streams.add(hour(new ScoredDecision(1_500, 0, 0.6), new ScoredDecision(60_000, 0, 0.9)));
    }
    streams.add(hour(new ScoredDecision(60_000, 0, 0.5)));
    DetCurve curve = DetCurve.of(streams, SETTINGS, 0);
    // Three alarms in four hours down to 0.6, four at 0.5.
    DetCurve.Point point = curve.operatingPoint(0.8).orElseThrow();
    assertEquals(0.6, point.threshold());
    assertEquals(0.25, point.counts().missRate());
    assertEquals(0.5, curve.operatingPoint(1).orElseThrow().threshold());
  }

  @Test
  void aRateThatTakesMoreHoursIsNotTold() {
    DetCurve curve = DetCurve.of(List.of(hour(new ScoredDecision(1_500, 0, 0.6))), SETTINGS, 0);
    assertEquals(Optional.empty(), curve.operatingPoint(1));
    assertEquals(0.6, curve.operatingPoint(10).orElseThrow().threshold());
  }

  @Property(tries = 50)
  void withoutRefractoryTimeAlarmsRiseAndMissesFall(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ScoredDecision> candidates = new ArrayList<>();
    for (long millis = 1_000; millis < 60_000; millis += 100) {
      candidates.add(new ScoredDecision(millis, random.nextInt(2), random.nextDouble()));
    }
    DetCurve curve =
        DetCurve.of(
            List.of(
                new StreamScore(
                    candidates,
                    List.of(new SpokenWord(0, 5_000, 5_400), new SpokenWord(1, 9_000, 9_100)),
                    1_000,
                    60_000)),
            SETTINGS,
            500);
    DetectionCounts before = curve.points().get(0).counts();
    for (DetCurve.Point point : curve.points()) {
      assertTrue(point.counts().falseAlarms() >= before.falseAlarms());
      assertTrue(point.counts().hits() >= before.hits());
      before = point.counts();
    }
  }
}
