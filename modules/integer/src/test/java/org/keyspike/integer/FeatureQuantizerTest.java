package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;

class FeatureQuantizerTest {
  @Example
  void halvesGoUpAndTheRangeIsClipped() {
    assertArrayEquals(
        new byte[] {0, 1, 1, 2, (byte) 255, (byte) 255, 0, 0, 0},
        FeatureQuantizer.quantize(
            new float[] {
              0, 1 / 32f, 1 / 16f, 3 / 32f, 15.95f, 1e9f, -3, Float.NaN, Float.NEGATIVE_INFINITY
            }));
  }

  @Property
  void theSumWithOneHalfIsRoundedToFloat(@ForAll @FloatRange(min = -1, max = 20) float x) {
    // float32's 16x + ½: exact in decimals, then rounded once to float.
    BigDecimal exact =
        new BigDecimal(x).multiply(BigDecimal.valueOf(16)).add(new BigDecimal("0.5"));
    BigDecimal rounded = new BigDecimal(exact.round(MathContext.UNLIMITED).floatValue());
    int unit = rounded.setScale(0, RoundingMode.FLOOR).intValue();
    assertEquals(Math.max(0, Math.min(255, unit)), FeatureQuantizer.quantize(x));
  }
}
