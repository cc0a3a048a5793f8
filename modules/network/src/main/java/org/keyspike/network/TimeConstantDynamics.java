package org.keyspike.network;

import java.util.List;

/**
 * {@link AdaptiveDynamics} by time constants (SE-adLIF, SiLIF): with τ_u and τ_w in frames, and a
 * feedback strength a′ and a jump γ′ that do not depend on them,
 *
 * <pre>
 * β = exp(−1/τ_u),  ρ = exp(−1/τ_w)
 * a = min(127/256, (1−β)(1−ρ)·q·a′),  γ = (1−β)(1−ρ)·q·γ′,  q = 120
 * </pre>
 *
 * <p>Integers, image and machine know the adaptive neuron alone, which {@link #folded()} names.
 * Source: Baronig et al., "Advancing spatio-temporal processing in spiking neural networks through
 * adaptation", 2024; Fabre et al., "SiLIF: structured state space model dynamics and
 * parametrization for spiking neural networks", 2025.
 */
interface TimeConstantDynamics extends Neuron {
  /** q. */
  float FEEDBACK = 120;

  /** The largest a that an adaptive neuron stores, 127/256. */
  float LARGEST_COUPLING = 127 / 256f;

  /** From half a frame to what the largest stored leak stands for. */
  Range FRAMES = new Range(0.5, 255);

  /** τ_u, frames. */
  NeuronParameter MEMBRANE =
      new NeuronParameter("membrane.frames", ParameterSpec.Role.FREE, FRAMES, new Range(2, 10));

  /** τ_w, frames. */
  NeuronParameter ADAPTATION =
      new NeuronParameter("adaptation.frames", ParameterSpec.Role.FREE, FRAMES, new Range(24, 120));

  /** a′. */
  NeuronParameter STRENGTH =
      new NeuronParameter(
          "adaptation.strength", ParameterSpec.Role.FREE, new Range(0, 1), new Range(0, 1));

  /** γ′. */
  NeuronParameter RELATIVE_JUMP =
      new NeuronParameter(
          "adaptation.relativeJump", ParameterSpec.Role.FREE, new Range(0, 2), new Range(0, 2));

  @Override
  default List<NeuronParameter> parameters() {
    return List.of(MEMBRANE, ADAPTATION, STRENGTH, RELATIVE_JUMP);
  }

  @Override
  default int states() {
    return folded().states();
  }

  @Override
  default float[][] folded(float[][] parameters) {
    int neurons = parameters[0].length;
    float[][] adaptive = new float[4][neurons];
    for (int n = 0; n < neurons; n++) {
      float leak = (float) StrictMath.exp(-1 / parameters[0][n]);
      float adaptationLeak = (float) StrictMath.exp(-1 / parameters[1][n]);
      float feedback = (1 - leak) * (1 - adaptationLeak) * FEEDBACK;
      adaptive[0][n] = leak;
      adaptive[1][n] = adaptationLeak;
      adaptive[2][n] = Math.min(LARGEST_COUPLING, feedback * parameters[2][n]);
      adaptive[3][n] = feedback * parameters[3][n];
    }
    return adaptive;
  }

  @Override
  default void step(
      OutputCode code, float[][] parameters, float[][] state, float[] current, float[] outputs) {
    folded().step(code, folded(parameters), state, current, outputs);
  }

  @Override
  default IntegerForm integerForm() {
    return folded().integerForm();
  }
}
