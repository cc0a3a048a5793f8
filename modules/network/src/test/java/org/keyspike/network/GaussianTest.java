package org.keyspike.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GaussianTest {
  /** To the bit: initial weights, and with them every published checkpoint, stand on them. */
  @Test
  void theFirstNumbersOfASeedAreKnown() {
    SplittableRandom one = new SplittableRandom(1);
    assertEquals(-0x1.18b7c84d5c3b6p-5, Gaussian.next(one));
    assertEquals(-0x1.4002362ce87bdp1, Gaussian.next(one));
    assertEquals(0x1.674facc896de5p-4, Gaussian.next(one));
    assertEquals(-0x1.0379279a48e07p1, Gaussian.next(one));
    SplittableRandom other = new SplittableRandom(42);
    assertEquals(0x1.c3b620ee5015bp-1, Gaussian.next(other));
    assertEquals(-0x1.cdab96fe79013p-2, Gaussian.next(other));
  }

  /** Two uniform numbers for each. */
  @Test
  void takesTwoNumbersOfTheGenerator() {
    SplittableRandom gaussian = new SplittableRandom(3);
    SplittableRandom uniform = new SplittableRandom(3);
    Gaussian.next(gaussian);
    uniform.nextDouble();
    uniform.nextDouble();
    assertEquals(uniform.nextLong(), gaussian.nextLong());
  }

  /** Within five standard errors of the moments and the shares of a standard normal. */
  @Test
  void isStandardNormal() {
    int n = 200_000;
    SplittableRandom random = new SplittableRandom(7);
    double[] moments = new double[4];
    int within1 = 0;
    int within2 = 0;
    // √(2 · ln 2⁵³): no draw of the generator leads further.
    double largest = 8.5718;
    for (int i = 0; i < n; i++) {
      double x = Gaussian.next(random);
      assertTrue(Math.abs(x) <= largest, "" + x);
      for (int power = 0; power < moments.length; power++) {
        moments[power] += Math.pow(x, power + 1) / n;
      }
      within1 += Math.abs(x) < 1 ? 1 : 0;
      within2 += Math.abs(x) < 2 ? 1 : 0;
    }
    assertEquals(0, moments[0], 5 * Math.sqrt(1.0 / n), "mean");
    assertEquals(1, moments[1], 5 * Math.sqrt(2.0 / n), "variance");
    assertEquals(0, moments[2], 5 * Math.sqrt(15.0 / n), "third moment");
    assertEquals(3, moments[3], 5 * Math.sqrt(96.0 / n), "fourth moment");
    assertEquals(0.682689, (double) within1 / n, 5 * Math.sqrt(0.25 / n));
    assertEquals(0.954500, (double) within2 / n, 5 * Math.sqrt(0.25 / n));
  }
}
