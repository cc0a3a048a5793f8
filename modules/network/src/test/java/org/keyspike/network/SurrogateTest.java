package org.keyspike.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every surrogate is the derivative of its smooth step, by finite differences. */
class SurrogateTest {
  private static final double H = 1e-4;

  @ParameterizedTest
  @EnumSource(Surrogate.Shape.class)
  void isTheDerivativeOfItsSmoothStep(Surrogate.Shape shape) {
    for (double slope : new double[] {0.5, 1, 2, 5, 10}) {
      Surrogate surrogate = new Surrogate(shape, (float) slope);
      for (double z = -2.0317; z < 2; z += 0.0713) {
        double edge = Math.abs(Math.abs(z) - 1 / slope);
        if (edge > 2 * H && Math.abs(z) > 2 * H) {
          double difference = (smooth(shape, slope, z + H) - smooth(shape, slope, z - H)) / (2 * H);
          // Second-order error of the difference, and float32.
          assertEquals(
              difference, surrogate.derivative((float) z), 1e-4 * (1 + difference), "z " + z);
          float half = new Surrogate(shape, (float) slope, 0.5f).derivative((float) z);
          assertEquals(surrogate.derivative((float) z) / 2, half);
        }
      }
    }
  }

  @Test
  void aGainOfOneIsLeftOutOfItsText() {
    assertEquals(
        "Surrogate[shape=BOXCAR, slope=2.0]", Surrogate.of(Surrogate.Shape.BOXCAR).toString());
    assertEquals(
        "Surrogate[shape=BOXCAR, slope=3.0, gain=0.5]",
        new Surrogate(Surrogate.Shape.BOXCAR, 3, 0.5f).toString());
  }

  private static double smooth(Surrogate.Shape shape, double k, double z) {
    double inside = Math.max(-1 / k, Math.min(1 / k, z));
    return switch (shape) {
      case FAST_SIGMOID -> z / (1 + k * Math.abs(z));
      case BOXCAR -> k / 2 * inside;
      case TRIANGLE -> k * (inside - k * inside * Math.abs(inside) / 2);
      case SIGMOID -> 1 / (1 + Math.exp(-k * z));
    };
  }
}
