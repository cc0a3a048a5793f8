package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

class DetectorTableTest {
  private static final MathContext EXACT = new MathContext(60);

  /** No floating-point number takes part: the 64th root of ½ by six square roots. */
  @Test
  void entriesAreThePowersOfTheSixtyFourthRootOfAHalfRounded() {
    BigDecimal root = new BigDecimal("0.5");
    for (int i = 0; i < 6; i++) {
      root = root.sqrt(EXACT);
    }
    int[] powers = DetectorTable.powers();
    assertEquals(65, powers.length);
    BigDecimal power = new BigDecimal(IntegerDetectorSettings.ONE);
    for (int i = 0; i <= 64; i++) {
      assertEquals(power.setScale(0, RoundingMode.HALF_UP).intValueExact(), powers[i], "T_" + i);
      power = power.multiply(root, EXACT);
    }
  }

  @Test
  void theTableIsNotHandedOut() {
    DetectorTable.powers()[0] = 0;
    assertEquals(32768, DetectorTable.powers()[0]);
  }

  /** |w − 32768 · 2^−x| ≤ 13 · 2^−x + ½ though x was rounded: the bound that the page builds on. */
  @Test
  void weightsFallAndStayNearThePowersOfTwo() {
    assertEquals(32768, DetectorTable.weight(0));
    for (int x = 1; x < 18 << 10; x++) {
      int weight = DetectorTable.weight(x);
      assertTrue(weight <= DetectorTable.weight(x - 1), "rises at " + x);
      for (double rounding : new double[] {-0.5, 0.5}) {
        double power = StrictMath.pow(2, -(x + rounding) / 1024);
        assertEquals(32768 * power, weight, 13 * power + 0.5, "x " + x);
      }
    }
  }

  @Test
  void weightsEndAfterSeventeenHalvings() {
    assertEquals(1, DetectorTable.weight(16 << 10));
    assertEquals(0, DetectorTable.weight((16 << 10) + 1024));
    assertEquals(0, DetectorTable.weight(17L << 10));
    assertEquals(0, DetectorTable.weight(32L << 10), "a shift by 32 is none in Java");
    assertEquals(0, DetectorTable.weight(1L << 42), "n has more than 32 bits");
  }
}
