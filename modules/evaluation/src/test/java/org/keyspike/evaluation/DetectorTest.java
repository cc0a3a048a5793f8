package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DetectorTest {
  private static final double[] FIRST = {0.9, 0.1};
  private static final double[] SECOND = {0.2, 0.8};

  private static Detector detector(double threshold, int smoothing, int refractoryMillis) {
    return new Detector(new DetectorSettings(threshold, smoothing, refractoryMillis), 2, Set.of());
  }

  @Test
  void averagesTheLastAnswers() {
    PosteriorSmoothing smoothing = new PosteriorSmoothing(2, 2);
    smoothing.accept(FIRST);
    assertEquals(0, smoothing.label());
    assertEquals(0.9, smoothing.score(), 1e-15, "of one answer, while there is no other");
    smoothing.accept(SECOND);
    assertEquals(0, smoothing.label());
    assertEquals(0.55, smoothing.score(), 1e-15);
    for (int i = 0; i < 7; i++) {
      smoothing.accept(SECOND);
      assertEquals(1, smoothing.label());
      assertEquals(0.8, smoothing.score(), 1e-15, "the first is forgotten");
    }
    smoothing.reset();
    smoothing.accept(FIRST);
    assertEquals(0.9, smoothing.score(), 1e-15);
  }

  @Test
  void ofEqualClassesTheLowestWins() {
    PosteriorSmoothing smoothing = new PosteriorSmoothing(1, 3);
    smoothing.accept(new double[] {0.2, 0.4, 0.4});
    assertEquals(1, smoothing.label());
  }

  @Test
  void theThresholdItselfIsEnough() {
    assertTrue(detector(0.9, 1, 0).accept(1_000, FIRST));
    assertFalse(detector(Math.nextUp(0.9), 1, 0).accept(1_000, FIRST));
  }

  @Test
  void nothingIsDetectedInTheRefractoryTimeWhateverTheClass() {
    Detector detector = detector(0.5, 1, 300);
    List<Long> detected = new ArrayList<>();
    for (long millis = 1_000; millis < 2_000; millis += 100) {
      if (detector.accept(millis, millis % 200 == 0 ? FIRST : SECOND)) {
        detected.add(millis);
      }
    }
    assertEquals(List.of(1_000L, 1_300L, 1_600L, 1_900L), detected);
    detector.reset();
    assertTrue(detector.accept(1_000, FIRST), "a new stream");
    Detector smoothed = detector(0.5, 2, 0);
    smoothed.accept(1_000, FIRST);
    smoothed.reset();
    smoothed.accept(1_000, SECOND);
    assertEquals(0.8, smoothed.score(), 1e-15, "answers of the stream before do not count");
  }

  @Test
  void classesThatAreNeverReportedWinWithoutBeingDetected() {
    Detector detector = new Detector(new DetectorSettings(0.5, 1, 1_000), 2, Set.of(0));
    assertFalse(detector.accept(1_000, FIRST));
    assertEquals(0, detector.label());
    assertTrue(detector.accept(1_100, SECOND), "and start no refractory time");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThrows(IllegalArgumentException.class, () -> new DetectorSettings(0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new DetectorSettings(1.01, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new DetectorSettings(Double.NaN, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new DetectorSettings(0.5, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new DetectorSettings(0.5, 1, -1));
  }
}
