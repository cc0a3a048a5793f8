package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class IntegerDetectorPropertyTest {
  private static final int FRACTION = 8;

  @Property(tries = 100)
  void sumsWinnersScoresAndDetectionsAreThoseOfTheDefinition(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int classes) {
    SplittableRandom random = new SplittableRandom(seed);
    IntegerDetectorSettings settings =
        new IntegerDetectorSettings(
            1 + random.nextInt(random.nextInt(8) == 0 ? 255 : 8),
            random.nextInt(3) * random.nextInt(100),
            new IntegerVector(random.ints(classes, 0, 3).map(i -> i * 10_000).toArray()));
    IntegerDetector detector = new IntegerDetector(settings, FRACTION);
    PlainDetector plain = new PlainDetector(settings);
    int[] logits = new int[classes];
    for (int t = 0; t < 100; t++) {
      for (int k = 0; k < classes; k++) {
        logits[k] = logits[k] * 7 / 8 + random.nextInt(-400, 401);
      }
      int frames = 1 + random.nextInt(20);
      boolean detected = detector.accept(frames, logits);
      int[] posteriors = IntStream.range(0, classes).map(detector::posterior).toArray();
      assertEquals(plain.accept(frames, posteriors), detected, "answer " + t);
      assertEquals(plain.winner, detector.label(), "answer " + t);
      long sum = plain.sums[detector.label()];
      assertTrue((long) detector.score() * plain.m <= sum, "answer " + t);
      assertTrue(sum < (detector.score() + 1L) * plain.m, "answer " + t);
      if (random.nextInt(20) == 0) {
        int missing = random.nextInt(150);
        detector.gap(missing);
        plain.gap(missing);
      }
    }
  }

  @Property(tries = 20)
  void resetForgetsEverything(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 255) int smoothing) {
    SplittableRandom random = new SplittableRandom(seed);
    IntegerDetectorSettings settings =
        new IntegerDetectorSettings(smoothing, 1000, new IntegerVector(9000, 9000, 0));
    IntegerDetector used = new IntegerDetector(settings, FRACTION);
    for (int t = random.nextInt(300); t >= 0; t--) {
      used.accept(10, random.ints(3, -500, 501).toArray());
    }
    used.reset();
    IntegerDetector fresh = new IntegerDetector(settings, FRACTION);
    assertSame(fresh, used);
    for (int t = 0; t < 300; t++) {
      int[] logits = random.ints(3, -500, 501).toArray();
      assertEquals(fresh.accept(10, logits), used.accept(10, logits), "answer " + t);
      assertSame(fresh, used);
    }
  }

  private static void assertSame(IntegerDetector expected, IntegerDetector found) {
    assertEquals(expected.label(), found.label());
    assertEquals(expected.score(), found.score());
    for (int k = 0; k < 3; k++) {
      assertEquals(expected.posterior(k), found.posterior(k));
    }
  }
}
