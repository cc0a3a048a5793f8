package org.keyspike.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The background estimate at its limits and after any time: a state has no other memory. */
class BackgroundTest {
  /** The largest f, Q10: of a = 2⁶³ at gain 2³⁰. */
  private static final int LOUDEST = (1 << 15) - 1;

  private static final int LIMIT = 1 << 23;

  /** From any estimate a step stays between the estimate and the frame: so it does for ever. */
  @Property(tries = 500)
  void aStepNeverGoesPastTheFrame(
      @ForAll @IntRange(max = LIMIT) int from,
      @ForAll @IntRange(max = LOUDEST) int fine,
      @ForAll @IntRange(max = 15) int rise,
      @ForAll @IntRange(max = 15) int fall,
      @ForAll @IntRange(min = 1, max = 256) int share) {
    Background background = new Background(new BackgroundSettings(rise, fall, share), 1);
    background.set(0, from);
    int[] frame = {fine};
    background.takeFrom(frame);
    int to = background.estimate(0);
    int goal = fine << 8;
    assertTrue(to >= Math.min(from, goal) && to <= Math.max(from, goal), from + " to " + to);
    assertTrue(to >= 0 && to <= LIMIT);
    assertTrue(frame[0] >= 0 && frame[0] <= fine, "found " + frame[0]);
  }

  /** A steady sound after any other is followed until less than 2^rise is missing, and stays. */
  @Property(tries = 20)
  void aSteadySoundIsReachedAndDoesNotDrift(
      @ForAll @IntRange(max = LIMIT) int from,
      @ForAll @IntRange(max = LOUDEST) int fine,
      @ForAll @IntRange(max = 7) int rise,
      @ForAll @IntRange(max = 7) int fall) {
    Background background = new Background(new BackgroundSettings(rise, fall, 256), 1);
    background.set(0, from);
    for (int t = 0; t < 4_000; t++) {
      background.takeFrom(new int[] {fine});
    }
    int reached = background.estimate(0);
    int missing = (fine << 8) - reached;
    assertTrue(missing >= 0 && missing < 1 << rise, "missing " + missing);
    background.takeFrom(new int[] {fine});
    assertEquals(reached, background.estimate(0));
  }

  /** A week has 60,480,000 frames; its loudest and its quietest hour end where the limits are. */
  @Test
  void fromBothLimitsTheSameNoiseLeadsToTheSameEstimate() {
    long seed = 5;
    SplittableRandom random = new SplittableRandom(seed);
    Background low = new Background(new BackgroundSettings(7, 4, 256), 1);
    Background high = new Background(new BackgroundSettings(7, 4, 256), 1);
    low.set(0, 0);
    high.set(0, LIMIT);
    for (int t = 0; t < 20_000; t++) {
      int fine = 8_000 + random.nextInt(2_000);
      low.takeFrom(new int[] {fine});
      high.takeFrom(new int[] {fine});
    }
    assertEquals(low.estimate(0), high.estimate(0), 256, "Q18, seed " + seed);
    assertTrue(low.estimate(0) > 8_000 << 8 && high.estimate(0) < 10_000 << 8);
  }

  @Test
  void theFirstFrameIsItsOwnBackground() {
    Background background = new Background(new BackgroundSettings(7, 4, 256), 2);
    int[] frame = {1_000, 30_000};
    background.takeFrom(frame);
    assertEquals(0, frame[0] + frame[1]);
    assertEquals(1_000 << 8, background.estimate(0));
    background.restart();
    background.takeFrom(new int[] {5, 6});
    assertEquals(6 << 8, background.estimate(1));
  }
}
