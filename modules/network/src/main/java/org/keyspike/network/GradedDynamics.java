package org.keyspike.network;

import java.util.List;

/**
 * Leaky integration without a reset; the output is the potential itself, in steps Δ of the code,
 * where it reaches the neuron's threshold τ (FATReLU):
 *
 * <pre>
 * u_t = β ⊙ u_{t−1} + I_t
 * y_t = min(2^A − 1, ⌊u_t/Δ⌋) · Δ  where u_t ≥ τ, else 0;   Δ = 2/2^A
 * </pre>
 *
 * <p>With τ = 0 it is a quantized ReLU. Source: "Spiking and event-driven neuromorphic Mamba
 * models", 2025; FATReLU is of Kurtz et al., "Inducing and exploiting activation sparsity for fast
 * neural network inference", ICML 2020.
 */
interface GradedDynamics extends Neuron {
  /** β: shorter memories than those of neurons that a reset empties. */
  NeuronParameter LEAK =
      new NeuronParameter("leak", ParameterSpec.Role.LEAK, Range.OF_LEAK, new Range(0.5, 0.9));

  @Override
  default List<NeuronParameter> parameters() {
    return List.of(LEAK, NeuronParameter.THRESHOLD);
  }

  @Override
  default int states() {
    return 1;
  }

  @Override
  default OutputCode.Sort outputs() {
    return OutputCode.Sort.GRADED;
  }

  @Override
  default void step(
      OutputCode code, float[][] parameters, float[][] state, float[] current, float[] outputs) {
    float[] leak = parameters[0];
    float[] threshold = parameters[1];
    float[] membrane = state[0];
    for (int n = 0; n < membrane.length; n++) {
      float u = leak[n] * membrane[n] + current[n];
      membrane[n] = u;
      current[n] = u;
      outputs[n] = u >= threshold[n] ? code.output(u) : 0;
    }
  }

  @Override
  default IntegerForm integerForm() {
    return IntegerForm.GRADED;
  }
}
