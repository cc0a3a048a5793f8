package org.keyspike.training;

import com.google.auto.service.AutoService;

/**
 * Desire backpropagation: every neuron gets a desire of −1, 0 or 1 from the signs of what is above
 * it, and its weights change when it spikes, by the traces of its inputs, with the desire as their
 * sign. Nothing is multiplied on the way down and nothing runs back in time. With ⟦x⟧_τ the sign of
 * x where |x| ≥ τ, else 0:
 *
 * <pre>
 * q of the class that misses most = 1, of its strongest rival −1, if the error is at least τo
 * q of a stage = ⟦q of the stage above · its W⟧_τh
 * δ_t = −q s_t 1[u_t &lt; θ + ω] / (B T TS);  d_t = δ_t + κ d_{t+1}
 * ΔW = Σ d_t ⊗ x_t = Σ δ_t ⊗ (trace of x)_t
 * </pre>
 *
 * <p>The page about learning rules has all of it, and where it differs from its source:
 * Gerlinghoff, Luo, Goh, Wong, "Desire Backpropagation: A Lightweight Training Algorithm for
 * Multi-Layer Spiking Neural Networks based on Spike-Timing-Dependent Plasticity", 2023.
 *
 * @param outputThreshold τo, the smallest error of an answer that gives classes desires, above 0
 * @param hiddenThreshold τh, the smallest sum of weights that gives a neuron one, 0 or more
 * @param traceDecay κ, what is left of a trace after a step, 0 to below 1
 * @param overshoot ω, from which on above the threshold a spike teaches nothing, above 0; infinite
 *     if every spike teaches
 */
@AutoService(LearningRule.class)
public record Desire(
    double outputThreshold, double hiddenThreshold, double traceDecay, double overshoot)
    implements LearningRule {

  /** Its name in recipes. */
  private static final String NAME = "desire";

  /** The rule with its usual constants. */
  public Desire() {
    this(0.3, 0.05, 0.75, 0.5);
  }

  /**
   * Checks the constants.
   *
   * @throws org.keyspike.network.SpecException if one is outside its range
   */
  public Desire {
    require(outputThreshold > 0, "outputThreshold", outputThreshold, "above 0");
    require(
        hiddenThreshold >= 0 && hiddenThreshold < Double.POSITIVE_INFINITY,
        "hiddenThreshold",
        hiddenThreshold,
        "0 or more");
    require(traceDecay >= 0 && traceDecay < 1, "traceDecay", traceDecay, "0 to below 1");
    require(overshoot > 0, "overshoot", overshoot, "above 0");
  }

  private static void require(boolean holds, String key, double found, String expected) {
    TrainingKey.require(holds, NAME + "." + key, found, expected);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public GradientStops stops() {
    return new GradientStops(true, true, true);
  }

  @Override
  public boolean feedback() {
    return false;
  }

  @Override
  public boolean movesEncoder() {
    return false;
  }
}
