package org.keyspike.network;

import java.util.List;

/**
 * Leaky integration with an adaptation current w, soft reset, θ = 1:
 *
 * <pre>
 * w_t = ρ ⊙ w_{t−1} + a ⊙ v_{t−1} + γ ⊙ s_{t−1}
 * u_t = β ⊙ v_{t−1} + I_t − w_t
 * s_t = H(u_t − θ),  v_t = u_t − θ s_t
 * </pre>
 *
 * <p>t − 1 is the step before, also within a frame. Source: Bittar and Garner, "A surrogate
 * gradient spiking baseline for speech command recognition", 2022, section 2.
 */
interface AdaptiveDynamics extends Neuron {
  /** a in [−½, ½), signed 8 bits of 1/256. */
  NeuronParameter COUPLING =
      new NeuronParameter(
          "adaptation.coupling",
          ParameterSpec.Role.COUPLING,
          new Range(-0.5, 127.0 / 256),
          new Range(0, 0.1));

  /** ρ: adaptation that lasts for 10 to 50 frames to begin with. */
  NeuronParameter LEAK =
      new NeuronParameter(
          "adaptation.leak", ParameterSpec.Role.LEAK, Range.OF_LEAK, new Range(0.9, 0.98));

  /** γ. */
  NeuronParameter JUMP =
      new NeuronParameter("adaptation.jump", ParameterSpec.Role.JUMP, Range.ALL, new Range(0, 0.1));

  @Override
  default List<NeuronParameter> parameters() {
    return List.of(NeuronParameter.LEAK, LEAK, COUPLING, JUMP);
  }

  @Override
  default int states() {
    return 2;
  }

  @Override
  default void step(
      OutputCode code, float[][] parameters, float[][] state, float[] current, float[] outputs) {
    float[] leak = parameters[0];
    float[] adaptationLeak = parameters[1];
    float[] coupling = parameters[2];
    float[] jump = parameters[3];
    float[] membrane = state[0];
    float[] adaptation = state[1];
    for (int n = 0; n < membrane.length; n++) {
      float w =
          adaptationLeak[n] * adaptation[n] + coupling[n] * membrane[n] + jump[n] * outputs[n];
      float u = leak[n] * membrane[n] + current[n] - w;
      float s = code.output(u);
      membrane[n] = u - THRESHOLD * s;
      adaptation[n] = w;
      current[n] = u;
      outputs[n] = s;
    }
  }

  @Override
  default IntegerForm integerForm() {
    return IntegerForm.ADAPTIVE;
  }
}
