package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
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
    AdamW optimiser = new AdamW(0.1);
    OptimizerMemory memory = OptimizerMemory.empty(optimiser, parameters);
    optimiser.update(specs, parameters, of(0.5f, 0.5f), memory, 0.1);
    assertEquals(1 - 0.1 - 0.01, parameters.data("w")[0], 1e-6);
    assertEquals(1 - 0.1, parameters.data("b")[0], 1e-6, "a bias does not decay");
    optimiser.update(specs, parameters, of(-0.25f, -0.25f), memory.next(), 0.1);
    double step = 0.1 * (0.02 / 0.19) / Math.sqrt(0.00031225 / 0.001999);
    assertEquals(0.89 - step - 0.01 * 0.89, parameters.data("w")[0], 1e-6);
    assertEquals(0.9 - step, parameters.data("b")[0], 1e-6);
  }

  /** A memory that was copied after every step, as a state file does, changes nothing. */
  @Test
  void goesOnFromItsMoments() {
    AdamW optimiser = new AdamW(0.1);
    Parameters whole = of(1, 1);
    OptimizerMemory kept = OptimizerMemory.empty(optimiser, whole);
    Parameters split = of(1, 1);
    OptimizerMemory restored = OptimizerMemory.empty(optimiser, split);
    for (int i = 0; i < 10; i++) {
      Parameters gradient = of(i - 4, 3 - i);
      optimiser.update(specs, whole, gradient, kept, 0.01);
      kept = kept.next();
      new AdamW(0.1).update(specs, split, gradient, restored, 0.01);
      restored =
          new OptimizerMemory(
              Map.of(
                  "moment2", restored.moment("moment2").copy(),
                  "moment1", restored.moment("moment1").copy()),
              i + 1);
    }
    assertEquals(whole, split);
  }

  @Test
  void aMemoryHoldsWhatItsOptimiserAskedFor() {
    OptimizerMemory memory = OptimizerMemory.empty(new AdamW(0), of(3, 4));
    assertEquals(List.of("moment1", "moment2"), List.copyOf(memory.moments().keySet()));
    assertEquals(of(0, 0), memory.moment("moment2"));
    assertEquals(1, memory.next().steps());
    assertThrows(NoSuchElementException.class, () -> memory.moment("moment3"));
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
    assertEquals(0.002 / 25, oneCycle(0), 1e-12);
    assertEquals(0.002, Math.max(oneCycle(29), oneCycle(30)), 2e-6);
    assertEquals(0.002 / 250_000, oneCycle(100), 1e-12);
    for (int i = 1; i < 30; i++) {
      assertEquals(1, Math.signum(oneCycle(i) - oneCycle(i - 1)), "rising at " + i);
    }
    for (int i = 31; i <= 100; i++) {
      assertEquals(-1, Math.signum(oneCycle(i) - oneCycle(i - 1)), "falling at " + i);
    }
    assertEquals(0.002, Schedule.ONE_CYCLE.rate(0.002, 1, 1, 0), 1e-9, "the shortest training");
  }

  private static double oneCycle(long step) {
    return Schedule.ONE_CYCLE.rate(0.002, step, 101, 0);
  }

  @Test
  void cosineFallsToZeroAndAPlateauHalves() {
    assertEquals(0.01, Schedule.COSINE.rate(0.01, 0, 101, 0), 1e-12);
    assertEquals(0.005, Schedule.COSINE.rate(0.01, 50, 101, 0), 1e-12);
    assertEquals(0, Schedule.COSINE.rate(0.01, 100, 101, 0), 1e-12);
    assertEquals(0.01, Schedule.PLATEAU.rate(0.01, 99, 101, 0));
    assertEquals(0.0025, Schedule.PLATEAU.rate(0.01, 99, 101, 2));
  }

  @Test
  void aConstantRateRisesOverATwentieth() {
    assertEquals(0.01 / 25, Schedule.CONSTANT.rate(0.01, 0, 200, 0), 1e-12);
    assertEquals(0.01 * 13 / 25, Schedule.CONSTANT.rate(0.01, 5, 200, 0), 1e-12);
    for (long step = 10; step < 200; step++) {
      assertEquals(0.01, Schedule.CONSTANT.rate(0.01, step, 200, 3), 1e-12);
    }
    assertEquals(0.01, Schedule.CONSTANT.rate(0.01, 1, 2, 0), 1e-12, "the shortest training");
  }

  private static Parameters of(float w, float b) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("w", new Tensor(new int[] {1, 1}, new float[] {w}));
    tensors.put("b", new Tensor(new int[] {1}, new float[] {b}));
    return new Parameters(tensors);
  }
}
