package org.keyspike.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchNormTest {
  private static Tensor vector(float... values) {
    return new Tensor(new int[] {values.length}, values);
  }

  private static Parameters layer2(float[] scale, float[] shift, float[] mean, float[] variance) {
    return new Parameters(
        Map.of(
            "layer2.norm.scale", vector(scale),
            "layer2.norm.shift", vector(shift),
            "layer2.norm.mean", vector(mean),
            "layer2.norm.variance", vector(variance)));
  }

  /**
   * 3/√4.00001 = 1.5/√1.0000025 ≈ 1.5 · (1 − 1.25·10⁻⁶) = 1.499998125, and 1 − 2a = −1.99999625.
   */
  @Test
  void factorAndOffsetAreThoseOfTheEquation() {
    float[][] affine =
        BatchNorm.affine(
            layer2(
                new float[] {3, 1}, new float[] {1, 0.25f}, new float[] {2, 7}, new float[] {4, 0}),
            1);
    assertEquals(2, affine.length);
    assertEquals(2, affine[0].length);
    assertEquals(1.499998125, affine[0][0], 1.2e-7);
    assertEquals(-1.99999625, affine[1][0], 1.2e-7);
    // A variance of 0 is divided by √ε = 0.00316….
    assertEquals(316.22777, affine[0][1], 3.1e-5);
    assertEquals(0.25 - 7 * 316.22777, affine[1][1], 2.5e-4);
  }

  /** The mean becomes the shift; a deviation more becomes shift and scale. */
  @Test
  void theMeanBecomesTheShiftAndTheDeviationTheScale() {
    float[] scale = {0.5f, -2, 0, 1};
    float[] shift = {0.1f, 0.2f, -0.3f, 0};
    float[] mean = {1.5f, -0.25f, 3, 0};
    float[] variance = {0.01f, 9, 1, 0.25f};
    float[][] affine = BatchNorm.affine(layer2(scale, shift, mean, variance), 1);
    for (int n = 0; n < scale.length; n++) {
      double a = affine[0][n];
      double c = affine[1][n];
      assertEquals(shift[n], a * mean[n] + c, 1e-6, "neuron " + n);
      double deviation = Math.sqrt((double) variance[n] + BatchNorm.EPSILON);
      assertEquals(shift[n] + scale[n], a * (mean[n] + deviation) + c, 1e-6, "neuron " + n);
    }
  }

  /** Both engines, folding and checkpoints that were trained before stand on them. */
  @Test
  void constantsStayWhatTheyAre() {
    assertEquals(1e-5f, BatchNorm.EPSILON);
    assertEquals(0.1f, BatchNorm.MOMENTUM);
  }
}
