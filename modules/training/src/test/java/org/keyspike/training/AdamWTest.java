package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.ParameterSpec.Role;
import org.keyspike.network.Parameters;
import org.keyspike.network.Tensor;

class AdamWTest {
  private final List<ParameterSpec> specs =
      List.of(new ParameterSpec("w", Role.WEIGHT, 1, 1), new ParameterSpec("b", Role.BIAS, 1));

  /**
   * θ = 1, g = 0.5 then −0.25, η = 0.1, decay 0.1. The first step of Adam is η whatever the
   * gradient; the second follows from m = 0.9·0.05 − 0.025 = 0.02, v = 0.999·0.00025 + 0.0000625 =
   * 0.00031225, m̂ = 0.02/0.19, v̂ = 0.00031225/0.001999.
   */
  @Test
  void followsTheEquationByHand() {
    Parameters parameters = of(1, 1);
    AdamW optimiser = new AdamW(specs, 0.1, parameters.zerosLike(), parameters.zerosLike(), 0);
    optimiser.update(parameters, of(0.5f, 0.5f), 0.1);
    assertEquals(1 - 0.1 - 0.01, parameters.data("w")[0], 1e-6);
    assertEquals(1 - 0.1, parameters.data("b")[0], 1e-6, "a bias does not decay");
    optimiser.update(parameters, of(-0.25f, -0.25f), 0.1);
    double step = 0.1 * (0.02 / 0.19) / Math.sqrt(0.00031225 / 0.001999);
    assertEquals(0.89 - step - 0.01 * 0.89, parameters.data("w")[0], 1e-6);
    assertEquals(0.9 - step, parameters.data("b")[0], 1e-6);
  }

  @Test
  void goesOnFromItsMoments() {
    Parameters whole = of(1, 1);
    AdamW undisturbed = new AdamW(specs, 0.1, whole.zerosLike(), whole.zerosLike(), 0);
    Parameters split = of(1, 1);
    Parameters moment1 = split.zerosLike();
    Parameters moment2 = split.zerosLike();
    for (int i = 0; i < 10; i++) {
      Parameters gradient = of(i - 4, 3 - i);
      undisturbed.update(whole, gradient, 0.01);
      new AdamW(specs, 0.1, moment1, moment2, i).update(split, gradient, 0.01);
    }
    assertEquals(whole, split);
  }

  @Test
  void clippingScalesTheJointNorm() {
    Parameters gradients = of(3, 4);
    GradientClipping.clip(gradients, 10);
    assertEquals(of(3, 4), gradients);
    GradientClipping.clip(gradients, 1);
    assertEquals(0.6, gradients.data("w")[0], 1e-6);
    assertEquals(0.8, gradients.data("b")[0], 1e-6);
  }

  @Test
  void oneCycleRisesToThePeakAndFalls() {
    OneCycle cycle = new OneCycle(0.002, 101);
    assertEquals(0.002 / 25, cycle.at(0), 1e-12);
    assertEquals(0.002, Math.max(cycle.at(29), cycle.at(30)), 2e-6);
    assertEquals(0.002 / 250_000, cycle.at(100), 1e-12);
    for (int i = 1; i < 30; i++) {
      assertEquals(1, Math.signum(cycle.at(i) - cycle.at(i - 1)), "rising at " + i);
    }
    for (int i = 31; i <= 100; i++) {
      assertEquals(-1, Math.signum(cycle.at(i) - cycle.at(i - 1)), "falling at " + i);
    }
    assertEquals(0.002, new OneCycle(0.002, 1).at(1), 1e-9, "the shortest training has a rate");
  }

  private static Parameters of(float w, float b) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("w", new Tensor(new int[] {1, 1}, new float[] {w}));
    tensors.put("b", new Tensor(new int[] {1}, new float[] {b}));
    return new Parameters(tensors);
  }
}
