package org.keyspike.network;

import java.util.List;

/**
 * Leaky integration with a reset, θ = 1:
 *
 * <pre>
 * u_t = β ⊙ v_{t−1} + I_t
 * s_t = H(u_t − θ),  v_t = u_t − θ s_t      soft reset
 *                    v_t = (1 − s_t) u_t    reset to zero, of spikes
 * </pre>
 */
interface LeakyDynamics extends Neuron {
  @Override
  default List<NeuronParameter> parameters() {
    return List.of(NeuronParameter.LEAK);
  }

  @Override
  default int states() {
    return 1;
  }

  @Override
  default void step(
      OutputCode code, float[][] parameters, float[][] state, float[] current, float[] outputs) {
    float[] leak = parameters[0];
    float[] membrane = state[0];
    boolean zero = code instanceof OutputCode.Spikes spikes && spikes.reset() == Reset.ZERO;
    for (int n = 0; n < membrane.length; n++) {
      float u = leak[n] * membrane[n] + current[n];
      float s = code.output(u);
      membrane[n] = zero ? (1 - s) * u : u - THRESHOLD * s;
      current[n] = u;
      outputs[n] = s;
    }
  }

  @Override
  default boolean resetsToZero() {
    return outputs() == OutputCode.Sort.SPIKES;
  }

  @Override
  default IntegerForm integerForm() {
    return IntegerForm.LEAKY;
  }
}
