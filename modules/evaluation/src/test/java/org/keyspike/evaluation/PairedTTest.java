package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PairedTTest {

  /** The two soporific drugs of "Student" (1908): t = −4.0621 with 9 degrees of freedom. */
  @Test
  void givesStudentsExample() {
    double[] second = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
    double[] first = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
    Comparison.Tested t = tested(PairedT.test(first, second));
    assertEquals(10, t.pairs());
    assertEquals(-1.58, t.effect(), 1e-12);
    assertEquals(0.002832890197, t.p(), 1e-11);
    assertEquals(-2.4598857633, t.interval().lower(), 1e-8);
    assertEquals(-0.7001142367, t.interval().upper(), 1e-8);
  }

  /** Two seeds: t = d̄ / (|d₁ − d₂|/2) with one degree of freedom, p = 1 − 2 atan(|t|)/π. */
  @Property
  void givesTheCauchyTailOfTwoSeeds(
      @ForAll @DoubleRange(min = -1, max = 1) double one,
      @ForAll @DoubleRange(min = -1, max = 1) double two) {
    Assume.that(Math.abs(one - two) > 1e-3);
    Comparison.Tested test = tested(PairedT.test(new double[2], new double[] {one, two}));
    double t = (one + two) / Math.abs(one - two);
    assertEquals(1 - 2 * Math.atan(Math.abs(t)) / Math.PI, test.p(), 1e-7);
  }

  @Property
  void isAntisymmetricAndFreeOfScale(
      @ForAll @Size(min = 3, max = 8) List<@IntRange(max = 795) Integer> correct,
      @ForAll @IntRange(min = 1, max = 100) int scale) {
    double[] first = new double[correct.size()];
    double[] second = new double[correct.size()];
    double[] scaled = new double[correct.size()];
    for (int i = 0; i < correct.size(); i++) {
      first[i] = i / 8.0;
      second[i] = first[i] + correct.get(i) / 1024.0;
      scaled[i] = scale * (second[i] - first[i]);
    }
    Comparison there = PairedT.test(first, second);
    Comparison back = PairedT.test(second, first);
    if (there instanceof Comparison.Tested t) {
      Comparison.Tested b = tested(back);
      assertEquals(t.effect(), -b.effect(), 1e-12);
      assertEquals(t.interval().lower(), -b.interval().upper(), 1e-12);
      assertEquals(t.p(), b.p(), 1e-12);
      assertEquals(t.p(), tested(PairedT.test(new double[scaled.length], scaled)).p(), 1e-9);
      assertEquals(t.p() < 0.05, t.interval().lower() > 0 || t.interval().upper() < 0);
    } else {
      assertInstanceOf(Comparison.Refused.class, back);
    }
  }

  @Test
  void refusesWhatHasNoVariance() {
    assertTrue(refused(new double[] {0.5}, new double[] {0.6}).reason().contains("two seeds"));
    double[] first = {0.1, 0.2, 0.7};
    double[] second = {0.2, 0.3, 0.8};
    assertTrue(refused(first, second).reason().contains("by the same 0.1"));
    assertTrue(refused(first, first).reason().contains("by the same 0.0"));
  }

  @Test
  void refusesWhatIsNoPair() {
    assertThrows(IllegalArgumentException.class, () -> PairedT.test(new double[2], new double[3]));
    assertThrows(
        IllegalArgumentException.class,
        () -> PairedT.test(new double[2], new double[] {0, Double.NaN}));
  }

  private static Comparison.Tested tested(Comparison comparison) {
    return assertInstanceOf(Comparison.Tested.class, comparison);
  }

  private static Comparison.Refused refused(double[] first, double[] second) {
    return assertInstanceOf(Comparison.Refused.class, PairedT.test(first, second));
  }
}
