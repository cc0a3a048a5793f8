package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CorrelationTest {
  @Test
  void valuesByHand() {
    // Deviations (−1.5, −0.5, 0.5, 1.5) and (−1, 1, −1, 1): 2 / √(5 · 4).
    Correlation found =
        Correlation.of(new double[] {1, 2, 3, 4}, new double[] {0, 2, 0, 2}).orElseThrow();
    assertEquals(4, found.count());
    assertEquals(2 / Math.sqrt(20), found.pearson(), 1e-12);
    // Ranks 1 2 3 4 and 1.5 3.5 1.5 3.5: the same deviations.
    assertEquals(2 / Math.sqrt(20), found.spearman(), 1e-12);
  }

  @Test
  void ranksSeeAnOrderThatIsNoLine() {
    Correlation found =
        Correlation.of(new double[] {1, 2, 3, 4}, new double[] {-1, -10, -100, -1000})
            .orElseThrow();
    assertEquals(-1, found.spearman(), 1e-12);
    assertTrue(found.pearson() > -0.9, "found " + found.pearson());
  }

  /** Deviations (−1, 0, 1) and (−1, 2, −1)·⅓: orthogonal. */
  @Test
  void threeAreEnough() {
    Correlation found =
        Correlation.of(new double[] {1, 2, 3}, new double[] {0, 1, 0}).orElseThrow();
    assertEquals(3, found.count());
    assertEquals(0, found.pearson(), 1e-12);
  }

  @Test
  void saysNothingOfTooFewOrOfConstants() {
    assertTrue(Correlation.of(new double[] {1, 2}, new double[] {1, 2}).isEmpty());
    assertTrue(Correlation.of(new double[] {1, 1, 1}, new double[] {1, 2, 3}).isEmpty());
    assertTrue(Correlation.of(new double[] {1, 2, 3}, new double[] {5, 5, 5}).isEmpty());
  }

  @Test
  void refusesWhatIsNoPairOrNoNumber() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Correlation.of(new double[] {1, 2, 3}, new double[] {1, 2}));
    assertThrows(
        IllegalArgumentException.class,
        () -> Correlation.of(new double[] {1, Double.NaN, 3}, new double[] {1, 2, 3}));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Correlation.of(new double[] {1, 2, 3}, new double[] {1, 2, Double.POSITIVE_INFINITY}));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    Correlation.of(
                        new double[] {1, Double.NEGATIVE_INFINITY, 3}, new double[] {1, 2, 3}))
            .getMessage();
    assertEquals("correlation: found -Infinity, expected finite figures", message);
  }
}
