package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.stat.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.Test;

class WilcoxonTest {

  /** Hollander and Wolfe's nine patients: p = 20/512, estimate 0.46, interval 0.01 to 0.786. */
  @Test
  void givesTheTextbooksExample() {
    double[] second = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
    double[] first = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
    Comparison.Tested w = tested(first, second);
    assertEquals(20.0 / 512, w.p(), 1e-15);
    assertEquals(0.46, w.effect(), 1e-12);
    assertEquals(0.010, w.interval().lower(), 1e-12);
    assertEquals(0.786, w.interval().upper(), 1e-12);
  }

  /** Six seeds that all gain: p = 2/2⁶, and no mean need be left out for 95 %. */
  @Test
  void needsSixSeeds() {
    double[] first = {0.80, 0.81, 0.82, 0.83, 0.84, 0.85};
    double[] second = {0.81, 0.83, 0.85, 0.87, 0.89, 0.91};
    Comparison.Tested w = tested(first, second);
    assertEquals(2.0 / 64, w.p(), 1e-15);
    assertEquals(0.035, w.effect(), 1e-12);
    assertEquals(0.01, w.interval().lower(), 1e-12);
    assertEquals(0.06, w.interval().upper(), 1e-12);
    assertTrue(
        refused(Arrays.copyOf(first, 5), Arrays.copyOf(second, 5)).reason().contains("0.0625"));
  }

  @Test
  void leavesOutPairsWithoutDifference() {
    double[] first = {0, 0, 0, 0, 0, 0, 0.3, 0.4};
    double[] second = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.3, 0.4};
    Comparison.Tested w = tested(first, second);
    assertEquals(8, w.pairs());
    assertEquals(2.0 / 64, w.p(), 1e-15);
    second[0] = 0;
    assertTrue(refused(first, second).reason().contains("there are 5"));
  }

  /** Accuracies one clip apart tie, wherever they lie. */
  @Test
  void equalGainsTie() {
    double[] first = new double[7];
    double[] second = new double[7];
    for (int i = 0; i < 7; i++) {
      first[i] = (600 + i) / 795.0;
      second[i] = (i == 0 ? 599 : 601 + i) / 795.0;
    }
    // Seven signs, of which at most one is negative, either way round: 2·(1 + 7)/2⁷.
    assertEquals(16.0 / 128, tested(first, second).p(), 1e-15);
  }

  @Property
  void isAntisymmetricAndKnowsOnlyRanks(
      @ForAll @Size(min = 6, max = 12) List<@IntRange(min = -9, max = 9) Integer> gains) {
    double[] zero = new double[gains.size()];
    double[] second = gains.stream().mapToDouble(gain -> gain / 16.0).toArray();
    double[] cubed = Arrays.stream(second).map(gain -> gain * gain * gain).toArray();
    if (Wilcoxon.test(zero, second) instanceof Comparison.Tested there) {
      Comparison.Tested back = tested(second, zero);
      assertEquals(there.p(), back.p());
      assertEquals(there.effect(), -back.effect(), 1e-15);
      assertEquals(there.interval().lower(), -back.interval().upper(), 1e-15);
      assertEquals(there.p(), tested(zero, cubed).p());
    } else {
      assertTrue(gains.stream().filter(gain -> gain != 0).count() < Wilcoxon.FEWEST);
    }
  }

  /** The interval holds 0 exactly when p is above 5 %, where no gains tie. */
  @Property
  void intervalAndTestAgree(
      @ForAll @IntRange(min = 6, max = 15) int n,
      @ForAll @IntRange(min = -4, max = 4) int shift,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] second = new double[n];
    for (int i = 0; i < n; i++) {
      second[i] = random.nextDouble(-4, 4) + shift;
    }
    Comparison.Tested w = tested(new double[n], second);
    assertEquals(w.p() > 0.05, w.interval().lower() <= 0 && w.interval().upper() >= 0);
  }

  /** Without ties, commons-math3 counts the same by trying every sign. */
  @Property(tries = 50)
  void meetsTheEnumeration(@ForAll @IntRange(min = 6, max = 12) int n, @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] second = random.doubles(n, -1, 2).toArray();
    double[] first = new double[n];
    assertEquals(
        Math.min(1, new WilcoxonSignedRankTest().wilcoxonSignedRankTest(first, second, true)),
        tested(first, second).p(),
        1e-12);
  }

  /** 200 pairs are exact as well, and near the normal approximation. */
  @Test
  void takesManyPairs() {
    double[] second = new double[200];
    double negative = 0;
    for (int i = 0; i < 200; i++) {
      second[i] = (i % 5 < 2 ? -1 : 1) * (i + 1) / 256.0;
      negative += i % 5 < 2 ? i + 1 : 0;
    }
    double z = (negative + 0.5 - 200 * 201 / 4.0) / Math.sqrt(200 * 201 * 401 / 24.0);
    assertEquals(Erf.erfc(-z / Math.sqrt(2)), tested(new double[200], second).p(), 5e-4);
  }

  private static Comparison.Tested tested(double[] first, double[] second) {
    return assertInstanceOf(Comparison.Tested.class, Wilcoxon.test(first, second));
  }

  private static Comparison.Refused refused(double[] first, double[] second) {
    return assertInstanceOf(Comparison.Refused.class, Wilcoxon.test(first, second));
  }
}
