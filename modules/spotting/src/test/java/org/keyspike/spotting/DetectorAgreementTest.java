package org.keyspike.spotting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keyspike.evaluation.Detector;
import org.keyspike.evaluation.DetectorSettings;
import org.keyspike.integer.IntegerDetector;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerVector;

/**
 * The detector in integers against the one in real numbers: where they differ, the score was within
 * 4.5 + K/2 units of 2^−15 of the threshold.
 */
class DetectorAgreementTest {
  private static final double ONE = IntegerDetectorSettings.ONE;
  private static final int ANSWERS = 10_000;

  @ParameterizedTest
  @CsvSource({
    "1, 2, 6, 5, 100, 26214",
    "2, 4, 8, 5, 100, 26214",
    "3, 12, 10, 5, 100, 26214",
    "4, 12, 8, 1, 0, 19661",
    "5, 36, 9, 3, 30, 22938",
    "6, 12, 12, 20, 100, 30000",
  })
  void detectionsDifferOnlyWhereTheScoreTouchesTheThreshold(
      long seed, int classes, int fraction, int smoothing, int refractoryFrames, int threshold) {
    double bound = 4.5 + classes / 2.0;
    // above a half no second class can reach the threshold, so only the winner's score decides
    assertTrue(threshold > ONE / 2 + bound);
    IntegerDetectorSettings settings = settings(classes, smoothing, refractoryFrames, threshold);
    IntegerDetector integers = new IntegerDetector(settings, fraction);
    Detector real = real(settings, threshold);
    Walk walk = new Walk(seed, classes, fraction, threshold / ONE);
    int detections = 0;
    int ties = 0;
    double farthest = 0;
    for (int t = 0; t < ANSWERS; t++) {
      int answer = t;
      Supplier<String> place = () -> "seed " + seed + " answer " + answer;
      int[] logits = walk.next();
      double[] posteriors = softmax(logits, fraction);
      boolean detected = integers.accept(10, logits);
      boolean expected = real.accept(100L * t, posteriors);
      for (int k = 0; k < classes; k++) {
        assertEquals(posteriors[k] * ONE, integers.posterior(k), bound, place);
      }
      double score = real.score() * ONE;
      if (detected != expected) {
        assertEquals(threshold, score, bound, place);
        farthest = Math.max(farthest, Math.abs(score - threshold));
        ties++;
        // from here on their refractory times differ, so both begin a new stream
        integers.reset();
        real.reset();
      } else if (detected) {
        assertEquals(real.label(), integers.label(), place);
        assertEquals(score, integers.score(), bound + 1, place);
      }
      detections += expected ? 1 : 0;
    }
    String counts =
        "seed %d: %d detections, %d ties, the farthest by %.2f units"
            .formatted(seed, detections, ties, farthest);
    System.out.println(counts);
    assertTrue(detections > ANSWERS / 100, counts);
    assertTrue(ties * 100 <= detections, counts);
  }

  /** A sixth of the classes is not reported. */
  private static IntegerDetectorSettings settings(
      int classes, int smoothing, int refractoryFrames, int threshold) {
    int[] thresholds = new int[classes];
    Arrays.fill(thresholds, (classes + 5) / 6, classes, threshold);
    return new IntegerDetectorSettings(smoothing, refractoryFrames, new IntegerVector(thresholds));
  }

  private static Detector real(IntegerDetectorSettings settings, int threshold) {
    return new Detector(
        new DetectorSettings(
            threshold / ONE, settings.smoothing(), 10 * settings.refractoryFrames()),
        settings.classes(),
        IntStream.range(0, settings.classes())
            .filter(k -> settings.thresholds().get(k) == 0)
            .boxed()
            .collect(Collectors.toSet()));
  }

  private static double[] softmax(int[] logits, int fraction) {
    double[] weights =
        Arrays.stream(logits).mapToDouble(z -> StrictMath.exp(Math.scalb(z, -fraction))).toArray();
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(w -> w / sum).toArray();
  }

  /** Logits that are drawn to 0, but one to where its posterior is the threshold. */
  private static final class Walk {
    private final SplittableRandom random;
    private final double[] values;
    private final int fraction;
    private final double summit;
    private int called;

    Walk(long seed, int classes, int fraction, double threshold) {
      random = new SplittableRandom(seed);
      values = new double[classes];
      this.fraction = fraction;
      summit = StrictMath.log(threshold / (1 - threshold) * (classes - 1));
    }

    int[] next() {
      if (random.nextInt(30) == 0) {
        called = random.nextInt(values.length);
      }
      int[] logits = new int[values.length];
      for (int k = 0; k < values.length; k++) {
        double goal = k == called ? summit : 0;
        values[k] += 0.4 * (goal - values[k]) + 0.6 * (random.nextDouble() - 0.5);
        logits[k] = (int) Math.rint(Math.scalb(values[k], fraction));
      }
      return logits;
    }
  }
}
