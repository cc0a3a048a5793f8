package org.keyspike.pipeline.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.keyspike.evaluation.ClassThresholds;
import org.keyspike.integer.IntegerDetector;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerVector;

class ParityCountTest {
  private static final IntegerDetectorSettings SETTINGS =
      new IntegerDetectorSettings(1, 30, new IntegerVector(16_384, 24_576, 0));

  /** Logits whose softmax is this. */
  private static double[] logits(double... posteriors) {
    double[] logits = new double[posteriors.length];
    for (int k = 0; k < logits.length; k++) {
      logits[k] = Math.log(posteriors[k]);
    }
    return logits;
  }

  @Test
  void thresholdsAreThoseOfTheImage() {
    assertEquals(new ClassThresholds(List.of(0.5, 0.75, 0.0), 300), Q15.real(SETTINGS));
    assertEquals(0.5, Q15.lowest(SETTINGS));
    assertEquals(0.8, Q15.real(26_214), 1e-4);
    IntegerDetectorSettings ever = new IntegerDetectorSettings(1, 1 << 30, new IntegerVector(0));
    assertEquals(Integer.MAX_VALUE, Q15.real(ever).refractoryMillis());
    assertEquals(0, Q15.lowest(ever));
  }

  @Test
  void whatBothDetectIsNoDifference() {
    ParityCount count = new ParityCount(SETTINGS);
    count.accept(100, logits(0.6, 0.3, 0.1), true, 0);
    count.accept(200, logits(0.6, 0.3, 0.1), false, 0); // refractory
    count.accept(400, logits(0.1, 0.2, 0.7), false, 2); // never detected
    count.accept(500, logits(0.1, 0.7, 0.2), false, 1); // below its own threshold
    count.accept(600, logits(0.1, 0.8, 0.1), true, 1);
    assertEquals(new DetectorParity(2, 0, 0), count.parity());
  }

  @Test
  void aScoreAtTheThresholdIsATieAndSoIsWhatFollowsFromIt() {
    ParityCount count = new ParityCount(SETTINGS);
    count.accept(100, logits(0.5 - 0x1p-15, 0.3, 0.2 + 0x1p-15), true, 0);
    // The one in real numbers is not in a refractory time and detects this.
    count.accept(200, logits(0.6, 0.3, 0.1), false, 0);
    assertEquals(new DetectorParity(1, 2, 2), count.parity());
    assertEquals(
        "integer and float detector: 1 detection, the same but for 2 ties", count.parity().text());
    // Long after that, a difference is none.
    count.accept(1_000, logits(0.6, 0.3, 0.1), false, 0);
    assertEquals(1, count.parity().unexplained());
    assertTrue(count.parity().text().endsWith("2 ties and 1 OTHER DIFFERENCES"));
  }

  @Test
  void twoClassesAsLargeAreATieAndTwoThatDifferAreNot() {
    ParityCount count = new ParityCount(new IntegerDetectorSettings(1, 0, new IntegerVector(1, 1)));
    count.accept(100, logits(0.5 + 0x1p-16, 0.5 - 0x1p-16), true, 1);
    assertEquals(new DetectorParity(1, 1, 1), count.parity());
    count.accept(200, logits(0.5 + 0x1p-13, 0.5 - 0x1p-13), true, 1);
    assertEquals(new DetectorParity(2, 2, 1), count.parity());
  }

  /** The promise itself, on answers of no network: they differ by nothing but ties. */
  @Test
  void bothDetectorsAgreeOnRandomAnswers() {
    long seed = 41;
    SplittableRandom random = new SplittableRandom(seed);
    IntegerDetectorSettings settings =
        new IntegerDetectorSettings(5, 20, new IntegerVector(14_000, 9_000, 20_000, 0));
    IntegerDetector detector = new IntegerDetector(settings, 6);
    ParityCount count = new ParityCount(settings);
    for (int i = 1; i <= 20_000; i++) {
      int[] units = new int[4];
      double[] logits = new double[4];
      for (int k = 0; k < 4; k++) {
        units[k] = random.nextInt(-200, 200);
        logits[k] = units[k] / 64.0;
      }
      count.accept(100L * i, logits, detector.accept(10, units), detector.label());
    }
    assertTrue(count.parity().detections() > 1_000, () -> seed + ": " + count.parity());
    assertEquals(0, count.parity().unexplained(), () -> seed + ": " + count.parity());
    DetectorParity twice = count.parity().plus(count.parity());
    assertEquals(2 * count.parity().detections(), twice.detections());
  }
}
