package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.network.SpecException;

class IntegerDetectorTest {
  private static final int ONE = IntegerDetectorSettings.ONE;

  /** Logits of fraction 0 by which one class gets all of the posterior. */
  private static final int[] FIRST = {100, 0, 0};

  private static final int[] SECOND = {0, 100, 0};
  private static final int[] THIRD = {0, 0, 100};

  @Test
  void aThresholdIsReachedWhenItIsEqualled() {
    int[] logits = {1, 0};
    IntegerDetector at = detector(1, 0, 23_954, 0);
    assertTrue(at.accept(0, logits));
    assertEquals(23_954, at.score());
    assertFalse(detector(1, 0, 23_955, 0).accept(0, logits));
  }

  @Test
  void theMeanIsComparedBeforeItIsRounded() {
    // 32768 + 32768 + 8814 = 74350 = 3 · 24783 + 1
    IntegerDetector at = detector(3, 0, 24_783, 0);
    IntegerDetector above = detector(3, 0, 24_784, 0);
    for (IntegerDetector detector : new IntegerDetector[] {at, above}) {
      detector.accept(0, new int[] {100, 0});
      detector.accept(10, new int[] {100, 0});
    }
    int[] last = {0, 1};
    assertTrue(at.accept(10, last));
    assertFalse(above.accept(10, last));
    assertEquals(8_814, above.posterior(0));
    assertEquals(24_783, above.score());
    assertEquals(0, above.label());
  }

  @Test
  void tiesGoToTheLowestClass() {
    IntegerDetector detector = detector(4, 0, ONE, ONE, ONE);
    detector.accept(0, THIRD);
    assertEquals(2, detector.label());
    detector.accept(10, SECOND);
    assertEquals(1, detector.label());
    assertEquals(ONE / 2, detector.score());
    detector.accept(10, FIRST);
    assertEquals(0, detector.label());
    assertEquals(ONE / 3, detector.score());
    detector.accept(10, THIRD);
    assertEquals(2, detector.label());
  }

  @Test
  void aClassOfThresholdZeroWinsUndetectedAndTheRefractoryTimeDoesNotStart() {
    IntegerDetector detector = detector(1, 1000, 0, 20_000, 20_000);
    assertFalse(detector.accept(0, FIRST));
    assertEquals(0, detector.label());
    assertEquals(ONE, detector.score());
    assertTrue(detector.accept(1, SECOND));
  }

  @Test
  void theRefractoryTimeIsOverWhenAllItsFramesHavePassed() {
    IntegerDetector detector = detector(1, 25, ONE, ONE, ONE);
    assertTrue(detector.accept(0, FIRST));
    assertFalse(detector.accept(10, SECOND));
    assertFalse(detector.accept(14, SECOND));
    assertTrue(detector.accept(1, SECOND));
    assertFalse(detector.accept(24, SECOND));
    assertTrue(detector.accept(2, SECOND));
  }

  @Test
  void smoothingGoesOnInTheRefractoryTime() {
    IntegerDetector detector = detector(2, 20, ONE, ONE, ONE);
    assertTrue(detector.accept(0, FIRST));
    assertFalse(detector.accept(10, SECOND));
    assertEquals(ONE / 2, detector.score());
    assertTrue(detector.accept(10, SECOND));
    assertEquals(1, detector.label());
  }

  @Test
  void noRefractoryTimeDetectsAtEveryAnswer() {
    IntegerDetector detector = detector(1, 0, ONE, ONE, ONE);
    for (int t = 0; t < 10; t++) {
      assertTrue(detector.accept(0, FIRST));
    }
  }

  @Test
  void theLongestRefractoryTimeEndsAfterItsFrames() {
    IntegerDetector detector = detector(1, Integer.MAX_VALUE, ONE, ONE, ONE);
    assertTrue(detector.accept(Integer.MAX_VALUE, FIRST));
    assertFalse(detector.accept(Integer.MAX_VALUE - 1, FIRST));
    assertTrue(detector.accept(1, FIRST));
    assertTrue(detector.accept(Integer.MAX_VALUE, FIRST));
    assertFalse(detector.accept(0, FIRST));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, -1000, Integer.MIN_VALUE})
  void timeDoesNotRunBackwards(int frames) {
    IntegerDetector detector = detector(1, 10, ONE, ONE, ONE);
    assertTrue(detector.accept(frames, FIRST));
    assertFalse(detector.accept(frames, FIRST));
    detector.gap(frames);
    assertFalse(detector.accept(9, FIRST));
    assertTrue(detector.accept(1, FIRST));
  }

  @Test
  void answersBeforeAGapDoNotCount() {
    IntegerDetector detector = detector(4, 0, ONE, ONE, ONE);
    for (int t = 0; t < 6; t++) {
      detector.accept(10, FIRST);
    }
    detector.gap(30);
    assertEquals(0, detector.label(), "what was answered stays");
    assertEquals(ONE, detector.score());
    assertTrue(detector.accept(10, SECOND));
    assertEquals(ONE, detector.score());
    assertFalse(detector.accept(10, FIRST));
    assertEquals(ONE / 2, detector.score());
  }

  @Test
  void theRefractoryTimeGoesOnInAGap() {
    IntegerDetector detector = detector(4, 100, ONE, ONE, ONE);
    assertTrue(detector.accept(0, FIRST));
    detector.gap(89);
    assertFalse(detector.accept(10, FIRST));
    detector.gap(0);
    assertTrue(detector.accept(1, FIRST));
    detector.gap(60);
    detector.gap(40);
    assertTrue(detector.accept(0, FIRST));
    detector.gap(Integer.MAX_VALUE);
    assertTrue(detector.accept(0, FIRST));
  }

  @Test
  void aGapBeforeTheFirstAnswerChangesNothing() {
    IntegerDetector detector = detector(4, 100, ONE, ONE, ONE);
    detector.gap(1_000_000);
    assertTrue(detector.accept(0, FIRST));
    assertEquals(ONE, detector.score());
  }

  @Test
  void oneClassIsAlwaysSure() {
    IntegerDetector detector = detector(255, 0, ONE);
    for (int t = 0; t < 600; t++) {
      assertTrue(detector.accept(10, new int[] {t - 300}));
      assertEquals(0, detector.label());
      assertEquals(ONE, detector.score());
      assertEquals(ONE, detector.posterior(0));
    }
  }

  /** The oldest of 255 answers leaves the sum when the 256th comes. */
  @Test
  void theLongestSmoothingHolds255Answers() {
    IntegerDetector detector = detector(255, 0, ONE, ONE, ONE);
    detector.accept(0, SECOND);
    for (int t = 1; t < 255; t++) {
      assertFalse(detector.accept(10, FIRST));
      assertEquals(t * ONE / (t + 1), detector.score(), "answer " + t);
    }
    assertTrue(detector.accept(10, FIRST));
    assertEquals(ONE, detector.score());
  }

  /** A week at an answer every 100 ms; the detector is as it was after its first second. */
  @Test
  void aWeekDetectsOnceASecond() {
    IntegerDetector detector = detector(5, 100, 26_214, 26_214);
    int[] logits = {12, 0};
    int detections = 0;
    for (int t = 0; t < 6_048_000; t++) {
      if (detector.accept(10, logits)) {
        assertEquals(0, t % 10);
        detections++;
      }
    }
    assertEquals(604_800, detections);
    assertEquals(ONE, detector.score());
    detector.accept(10, new int[] {0, 12});
    assertEquals(ONE * 4 / 5, detector.score());
  }

  @Test
  void nothingIsAllocated() {
    IntegerDetector detector = detector(5, 100, 26_214, 26_214, 0);
    int[] logits = new int[3];
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    int answers = 10_000;
    long before = 0;
    for (int t = -1_000; t < answers; t++) {
      if (t == 0) {
        before = threads.getThreadAllocatedBytes(self);
      }
      logits[Math.floorMod(t, 3)] = t % 50;
      detector.accept(10, logits);
      if (t % 1_000 == 0) {
        detector.gap(10);
      }
    }
    long perAnswer = (threads.getThreadAllocatedBytes(self) - before) / answers;
    assertEquals(0, perAnswer, "bytes per answer");
  }

  @Test
  void beforeTheFirstAnswerThereIsNone() {
    IntegerDetector detector = detector(5, 0, ONE, ONE);
    assertEquals(0, detector.label());
    assertEquals(0, detector.score());
    assertEquals(0, detector.posterior(1));
  }

  @Test
  void otherNumbersOfLogitsAreRefused() {
    IntegerDetector detector = detector(1, 0, ONE, ONE, ONE);
    for (int[] logits : new int[][] {{}, {1, 2}, {1, 2, 3, 4}}) {
      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, () -> detector.accept(0, logits));
      assertEquals(logits.length + " logits for a detector of 3 classes", refusal.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-129, 128, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void fractionsThatAnImageCannotSayAreRefused(int fraction) {
    IntegerDetectorSettings settings = new IntegerDetectorSettings(1, 0, new IntegerVector(ONE));
    SpecException refusal =
        assertThrows(SpecException.class, () -> new IntegerDetector(settings, fraction));
    assertEquals(
        "network: readout.logitFraction is " + fraction + ", expected -128 to 127",
        refusal.getMessage());
  }

  @Test
  void fractionsAtTheEndsOfTheirRangeAreTaken() {
    IntegerDetectorSettings settings =
        new IntegerDetectorSettings(1, 0, new IntegerVector(ONE, ONE));
    int[] logits = {1, 0};
    IntegerDetector coarse = new IntegerDetector(settings, -128);
    assertTrue(coarse.accept(0, logits));
    assertEquals(ONE, coarse.score());
    IntegerDetector fine = new IntegerDetector(settings, 127);
    assertFalse(fine.accept(0, logits));
    assertEquals(ONE / 2, fine.score());
  }

  private static IntegerDetector detector(int smoothing, int refractoryFrames, int... thresholds) {
    return new IntegerDetector(
        new IntegerDetectorSettings(smoothing, refractoryFrames, new IntegerVector(thresholds)), 0);
  }
}
