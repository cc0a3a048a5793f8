package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;
import org.junit.jupiter.api.Test;

class AccuracyTest {

  @Test
  void isTheQuotient() {
    assertEquals(0.75, new Accuracy(3, 4).value());
  }

  /** 81 of 263: the worked example of Newcombe (1998), 0.2553 to 0.3662. */
  @Test
  void hasTheIntervalOfTheLiterature() {
    Interval interval = new Accuracy(81, 263).interval();
    assertEquals(0.2553, interval.lower(), 5e-5);
    assertEquals(0.3662, interval.upper(), 5e-5);
  }

  /** The interval's ends solve (p̂ − p)² = z² p (1 − p) / n. */
  @Property
  void intervalSolvesItsEquation(
      @ForAll @IntRange(min = 1, max = 100_000) int count, @ForAll @IntRange(max = 100_000) int c) {
    Accuracy accuracy = new Accuracy(c % (count + 1), count);
    Interval interval = accuracy.interval();
    assertTrue(0 <= interval.lower() && interval.lower() <= accuracy.value() + 1e-12);
    assertTrue(accuracy.value() - 1e-12 <= interval.upper() && interval.upper() <= 1);
    double z = 1.959963984540054;
    for (double p : new double[] {interval.lower(), interval.upper()}) {
      double distance = accuracy.value() - p;
      assertEquals(z * z * p * (1 - p) / count, distance * distance, 1e-9);
    }
  }

  @Property
  void intervalHasTheBitsOfCommonsMath(
      @ForAll @IntRange(min = 1, max = 5_000_000) int count, @ForAll @IntRange(min = 0) int c) {
    int correct = c % (count + 1);
    Interval interval = new Accuracy(correct, count).interval();
    ConfidenceInterval library =
        new WilsonScoreInterval().createInterval(count, correct, Interval.CONFIDENCE);
    assertEquals(Math.max(0, library.getLowerBound()), interval.lower());
    assertEquals(Math.min(1, library.getUpperBound()), interval.upper());
  }

  @Test
  void refusesImpossibleCounts() {
    assertThrows(IllegalArgumentException.class, () -> new Accuracy(0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Accuracy(-1, 3));
    assertThrows(IllegalArgumentException.class, () -> new Accuracy(4, 3));
  }
}
