package org.keyspike.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SvgTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "-0.04, 0",
    "-0.06, -0.1",
    "-3.14, -3.1",
    "10, 10",
    "99.96, 100",
    "0.05, 0",
    "0.15, 0.2",
    "0.25, 0.2",
    "-0.25, -0.2",
    "2.349999, 2.3",
    "2.350001, 2.4",
    "1e9, 1000000000",
    "1e22, 10000000000000000000000",
    "1e-300, 0"
  })
  void numbersAreTheNearestTenth(double value, String expected) {
    assertEquals(expected, Svg.number(value));
  }

  /** What is fast says what decimal digits say, above all about the middle of two tenths. */
  @Test
  void numbersAreThoseOfTheirDigits() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      double middle = random.nextInt(-20_000, 20_000) / 20.0;
      double value =
          switch (random.nextInt(4)) {
            case 0 -> middle;
            case 1 -> middle + random.nextDouble(-1e-3, 1e-3);
            case 2 -> Math.nextAfter(middle, random.nextInt(2) * 1e9);
            default -> random.nextDouble(-1e10, 1e10) * Math.pow(10, -random.nextInt(12));
          };
      String digits =
          BigDecimal.valueOf(value)
              .setScale(1, RoundingMode.HALF_EVEN)
              .stripTrailingZeros()
              .toPlainString();
      assertEquals(digits, Svg.number(value), () -> value + ", seed " + seed);
    }
  }
}
