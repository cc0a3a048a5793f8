package org.keyspike.training;

import java.util.List;

/**
 * The expected cycles of a mean frame on some machine as a linear function of a network's activity,
 * made outside of engines, which know no machine:
 *
 * <pre>
 * C = base + encoder · r⁰ + Σ_ℓ (perRate_ℓ · r_ℓ + perActive_ℓ · a_ℓ)
 * </pre>
 *
 * with the mean r⁰ of the encoder's spikes, the mean r_ℓ of a layer's spikes over frames, steps and
 * neurons and the part a_ℓ of its frames and neurons in which any step spikes.
 *
 * @param base cycles that no spike changes
 * @param encoder cycles of an encoder all of whose channels spike; 0 without one that spikes
 * @param layers of each layer, first to last
 */
public record CycleCost(double base, double encoder, List<Layer> layers) {
  public CycleCost {
    layers = List.copyOf(layers);
  }

  /**
   * The cycles of a layer all of whose neurons spike, in so far as they are counted for each step
   * by itself, or once for all steps of a frame.
   */
  public record Layer(double perRate, double perActive) {}

  /**
   * C.
   *
   * @param encoderRate r⁰, or NaN without spikes
   * @param rates r_ℓ
   * @param active a_ℓ
   */
  public double cycles(double encoderRate, double[] rates, double[] active) {
    double sum = base + (Double.isNaN(encoderRate) ? 0 : encoder * encoderRate);
    for (int l = 0; l < layers.size(); l++) {
      sum += layers.get(l).perRate() * rates[l] + layers.get(l).perActive() * active[l];
    }
    return sum;
  }
}
