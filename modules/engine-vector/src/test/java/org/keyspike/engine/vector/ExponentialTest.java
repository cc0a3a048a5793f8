package org.keyspike.engine.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExponentialTest {
  /** What the class states. */
  private static final double RELATIVE = Math.scalb(1.0, -22);

  /** Floats from one that is looked at to the next: a prime, so that all low bits occur. */
  private static final int APART = 1009;

  @Test
  void everyMagnitudeWithinTheStatedError() {
    double worst = 0;
    float at = 0;
    for (int sign = 0; sign < 2; sign++) {
      float end = sign == 0 ? 88 : -Exponential.SMALLEST;
      for (int bits = 0; Float.intBitsToFloat(bits) <= end; bits += APART) {
        float x = sign == 0 ? Float.intBitsToFloat(bits) : -Float.intBitsToFloat(bits);
        double exact = StrictMath.exp(x);
        double error = Math.abs(Exponential.of(x) / exact - 1);
        if (error > worst) {
          worst = error;
          at = x;
        }
      }
    }
    assertTrue(worst < RELATIVE, "relative error " + worst + " at " + at);
  }

  @Test
  void endsAndMiddle() {
    assertEquals(1, Exponential.of(0));
    assertEquals(1, Exponential.of(-0f));
    assertEquals(1, Exponential.of(Float.MIN_VALUE));
    double least = StrictMath.exp(Exponential.SMALLEST);
    assertEquals(least, Exponential.of(Exponential.SMALLEST), RELATIVE * least);
    double most = StrictMath.exp(88);
    assertEquals(most, Exponential.of(88), RELATIVE * most);
  }

  /** Divergence must reach the loss, where training looks for it. */
  @Test
  void whatIsNotANumberStaysSo() {
    assertTrue(Float.isNaN(Exponential.of(Float.NaN)));
    RowKernels kernels = TestEngines.rowKernels();
    int count = 3 * kernels.lanes() + 1;
    for (int i = 0; i < count; i++) {
      float[] logits = new float[count];
      logits[i] = Float.NaN;
      assertTrue(Float.isNaN(kernels.exponentials(logits, 0, count, 0)), "NaN at " + i);
    }
  }

  @Test
  void farBelowTheLargestIsTheSmallestNotLess() {
    RowKernels kernels = TestEngines.rowKernels();
    int count = 2 * kernels.lanes() + 3;
    float[] logits = new float[count];
    Arrays.fill(logits, Float.NEGATIVE_INFINITY);
    logits[1] = 1e30f;
    assertEquals(1, kernels.exponentials(logits, 0, count, 1e30f));
    assertEquals(1, logits[1]);
    assertEquals(Exponential.of(Exponential.SMALLEST), logits[0]);
    assertEquals(Exponential.of(Exponential.SMALLEST), logits[count - 1]);
  }

  @Test
  void sigmoidDerivative() {
    for (float k : new float[] {1, 10, 25}) {
      for (int i = -1000; i <= 1000; i++) {
        float z = i / 100f;
        // Of the float that the engine has, or rounding of k · z would be asked for as well.
        double e = StrictMath.exp(-Math.abs(k * z));
        double exact = k * e / ((1 + e) * (1 + e));
        double tolerance = 4 * RELATIVE * exact + k * StrictMath.exp(Exponential.SMALLEST);
        assertEquals(exact, Exponential.sigmoidDerivative(z, k), tolerance, "k " + k + ", z " + z);
      }
    }
  }
}
