package org.keyspike.network;

/**
 * Leaky integrate-and-fire neurons with soft reset, θ = 1:
 *
 * <pre>
 * u_t = β ⊙ v_{t−1} + I_t,   I_t = W s^{ℓ−1}_t + b (normalised, with batch norm) + U s^ℓ_{t−1}
 * s_t = H(u_t − θ),          v_t = u_t − θ s_t
 * </pre>
 *
 * <p>With TS steps a frame, s^ℓ_{t−1} at step k is the layer's spikes at step k of the previous
 * frame.
 */
public final class LeakyNeurons {
  /** θ of every float neuron. */
  public static final float THRESHOLD = 1;

  /** The largest leak that the integer format can hold, 255/256. */
  public static final float LARGEST_LEAK = 255f / 256;

  private LeakyNeurons() {}

  /**
   * One step of N neurons.
   *
   * @param leak β, (N)
   * @param membrane v, (N), changed in place
   * @param current I, (N); receives u, the potential before the reset
   * @param spikes receives s, (N), each 0 or 1
   */
  public static void step(float[] leak, float[] membrane, float[] current, float[] spikes) {
    for (int n = 0; n < membrane.length; n++) {
      float u = leak[n] * membrane[n] + current[n];
      float s = u - THRESHOLD >= 0 ? 1 : 0;
      membrane[n] = u - THRESHOLD * s;
      current[n] = u;
      spikes[n] = s;
    }
  }
}
