package org.keyspike.training;

import java.util.List;
import org.keyspike.network.ParameterSpec;
import org.keyspike.network.Parameters;

/**
 * Adam with decoupled weight decay:
 *
 * <pre>
 * m ← β₁m + (1−β₁)g;  v ← β₂v + (1−β₂)g²
 * θ ← θ − η (m/(1−β₁ᵗ)) / (√(v/(1−β₂ᵗ)) + ε) − η·decay·θ
 * </pre>
 *
 * <p>Only weight matrices decay: not biases, leaks, steps or batch norm. Source: Loshchilov and
 * Hutter, "Decoupled Weight Decay Regularization", ICLR 2019, algorithm 2.
 */
public final class AdamW {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final List<ParameterSpec> learned;
  private final double weightDecay;
  private final Parameters moment1;
  private final Parameters moment2;
  private long steps;

  /**
   * An optimiser that goes on from given moments; zeros and 0 steps to begin.
   *
   * @param learned the parameters to update
   * @param moment1 m, updated in place
   * @param moment2 v, updated in place
   */
  public AdamW(
      List<ParameterSpec> learned,
      double weightDecay,
      Parameters moment1,
      Parameters moment2,
      long steps) {
    this.learned = List.copyOf(learned);
    this.weightDecay = weightDecay;
    this.moment1 = moment1;
    this.moment2 = moment2;
    this.steps = steps;
  }

  /** Updates parameters in place. */
  public void update(Parameters parameters, Parameters gradients, double learningRate) {
    steps++;
    double correction1 = 1 - StrictMath.pow(BETA1, steps);
    double correction2 = 1 - StrictMath.pow(BETA2, steps);
    for (ParameterSpec spec : learned) {
      float[] value = parameters.data(spec.name());
      float[] gradient = gradients.data(spec.name());
      float[] m = moment1.data(spec.name());
      float[] v = moment2.data(spec.name());
      double decay = spec.role().matrix() ? learningRate * weightDecay : 0;
      for (int i = 0; i < value.length; i++) {
        double g = gradient[i];
        m[i] = (float) (BETA1 * m[i] + (1 - BETA1) * g);
        v[i] = (float) (BETA2 * v[i] + (1 - BETA2) * g * g);
        double step = m[i] / correction1 / (Math.sqrt(v[i] / correction2) + EPSILON);
        value[i] = (float) (value[i] - learningRate * step - decay * value[i]);
      }
    }
  }
}
