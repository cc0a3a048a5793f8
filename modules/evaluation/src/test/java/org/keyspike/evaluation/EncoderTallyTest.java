package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class EncoderTallyTest {
  /** Two frames of two bands: x = (2, 0) then (2, 0). */
  private static final float[] CLIP = {2, 0, 2, 0};

  private static final BandSteps RESIDUAL =
      new BandSteps(new float[] {1, 1}, new float[] {0.5f, 0.5f});
  private static final BandSteps STEP_FORWARD = new BandSteps(new float[] {1, 1}, null);

  @Test
  void countsAndErrorsByHand() {
    EncoderTally tally = new EncoderTally(RESIDUAL);
    tally.add(CLIP, 2);
    // Band 0: x̂ = 1, r̂ = ½, left ½; then x̂ = 2 and e² = −½ is a fine⁻, r̂ = 0, left 0.
    assertArrayEquals(new double[] {1, 0, 0, 0, 0.5, 0, 0.5, 0}, tally.channelRates());
    assertArrayEquals(new double[] {0.5, 0}, tally.activity());
    assertArrayEquals(new double[] {0.25, 0}, tally.error());
  }

  @Test
  void stepForwardHasTheCoarsePhaseOnly() {
    EncoderTally tally = new EncoderTally(STEP_FORWARD);
    tally.add(CLIP, 2);
    assertArrayEquals(new double[] {1, 0, 0, 0}, tally.channelRates());
    assertArrayEquals(new double[] {0.5, 0}, tally.activity());
    assertArrayEquals(new double[] {0.5, 0}, tally.error());
  }

  /** x = (2, 0), (0, 3), (0, 3): x̂ = (1, 0), (0, 1), (0, 2); band 1 is the second of a frame. */
  @Test
  void everyFrameIsRead() {
    float[] clip = {2, 0, 0, 3, 0, 3};
    EncoderTally tally = new EncoderTally(STEP_FORWARD);
    tally.add(clip, 3);
    assertArrayEquals(new double[] {1 / 3.0, 2 / 3.0, 1 / 3.0, 0}, tally.channelRates(), 1e-15);
    assertArrayEquals(new double[] {1 / 3.0, 1}, tally.error(), 1e-15);
    float[] counts = new float[3 * 4];
    STEP_FORWARD.countSegments(clip, 3, 3, counts, 0);
    assertArrayEquals(new float[] {1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 0}, counts);
  }

  @Test
  void everyClipStartsFromZero() {
    EncoderTally once = new EncoderTally(RESIDUAL);
    once.add(CLIP, 2);
    EncoderTally twice = new EncoderTally(RESIDUAL);
    twice.add(CLIP, 2);
    twice.add(CLIP, 2);
    assertArrayEquals(once.channelRates(), twice.channelRates());
    assertArrayEquals(once.error(), twice.error());
  }

  @Test
  void segmentsHoldEverySpikeOnce() {
    float[] counts = new float[1 + 2 * 4];
    STEP_FORWARD.countSegments(CLIP, 2, 2, counts, 1);
    assertArrayEquals(new float[] {0, 1, 0, 0, 0, 1, 0, 0, 0}, counts);
    // More segments than frames leave some of them empty.
    float[] many = new float[3 * 4];
    STEP_FORWARD.countSegments(CLIP, 2, 3, many, 0);
    assertArrayEquals(new float[] {0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0}, many);
  }
}
