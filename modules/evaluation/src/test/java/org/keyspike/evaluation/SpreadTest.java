package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void dividesByOneLess() {
    Spread spread = Spread.of(new double[] {2, 4, 4, 4, 5, 5, 7, 9});
    assertEquals(8, spread.count());
    assertEquals(5, spread.mean(), 1e-15);
    assertEquals(Math.sqrt(32.0 / 7), spread.deviation(), 1e-15);
  }

  @Test
  void oneRunHasNoDeviation() {
    assertEquals(new Spread(1, 0.5, Double.NaN), Spread.of(new double[] {0.5}));
  }

  @Test
  void refusesNothing() {
    assertThrows(IllegalArgumentException.class, () -> Spread.of(new double[0]));
  }

  @Test
  void anIntervalIsInOrder() {
    assertThrows(
        IllegalArgumentException.class, () -> new Interval(0.2, 0.1, Interval.Unit.CLIPS, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Interval(Double.NaN, 0.1, Interval.Unit.CLIPS, 1));
  }
}
