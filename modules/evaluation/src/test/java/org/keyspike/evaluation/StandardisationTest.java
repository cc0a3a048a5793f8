package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class StandardisationTest {
  private static final int[] LABELS = {0, 1, 0, 1};

  /** 1, 3, 5, 7: mean 4, variance (9 + 1 + 1 + 9)/4 = 5. −4, −2, 2, 4: mean 0, variance 10. */
  @Test
  void valuesByHand() {
    ProbeClips clips = new ProbeClips(2, new float[] {1, -4, 3, -2, 5, 2, 7, 4}, LABELS);
    Standardisation standardisation = new Standardisation(clips);
    float one = (float) (1 / Math.sqrt(5));
    float two = (float) (1 / Math.sqrt(10));
    assertArrayEquals(
        new float[] {-3 * one, -4 * two, -one, -2 * two, one, 2 * two, 3 * one, 4 * two},
        standardisation.of(clips).values(),
        1e-6f);
    // Other clips are moved by the mean and scale of those.
    assertArrayEquals(
        new float[] {0, two},
        standardisation.of(new ProbeClips(2, new float[] {4, 1}, new int[1])).values(),
        1e-6f);
  }

  /**
   * 1000 ± 0.01 has variance 1e-4, lost in sums of squares of 1e6: below 1e-9 of them, it is none.
   * 1000 ± 1 has one.
   */
  @Test
  void anInputThatIsTheSameForAllBecomesZero() {
    float[] values = {1000.01f, 1001, 999.99f, 999, 1000.01f, 1001, 999.99f, 999};
    ProbeClips clips = new ProbeClips(2, values, LABELS);
    assertArrayEquals(
        new float[] {0, 1, 0, -1, 0, 1, 0, -1},
        new Standardisation(clips).of(clips).values(),
        1e-6f);
  }
}
