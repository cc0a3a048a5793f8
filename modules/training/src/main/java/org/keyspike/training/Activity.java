package org.keyspike.training;

import java.util.List;

/**
 * The activity of a network on a batch of B clips of T frames, TS steps a frame. A network with a
 * state space has {@link org.keyspike.network.NetworkSpec#populations()} in place of layers, and no
 * potentials.
 *
 * @param logits (B, K), or (B, T, K) frame-wise
 * @param encoderRate mean of the encoder's spikes over valid frames; NaN without spikes
 * @param rates mean of each layer's outputs over valid frames
 * @param encoderSpikes (B, T, 4C) of 0 and 1; empty unless asked for or without spikes
 * @param spikes (B, T, TS, N) for each layer: 0 and 1, or of another code its outputs, multiples of
 *     its unit; no entries unless asked for
 * @param potentials u before the reset, (B, T, TS, N) for each layer, in multiples of θ; with a
 *     number format saturated, and whole multiples of the layer's 2^−F; no entries unless asked
 *     for, or from an engine that does not hand them out
 * @param active part of each layer's valid frames and neurons in which any step puts out more than
 *     0; the rates of spikes, with one step a frame
 */
public record Activity(
    float[] logits,
    double encoderRate,
    double[] rates,
    float[] encoderSpikes,
    List<float[]> spikes,
    List<float[]> potentials,
    double[] active) {

  /** An activity of spikes with one step a frame. */
  public Activity(
      float[] logits,
      double encoderRate,
      double[] rates,
      float[] encoderSpikes,
      List<float[]> spikes,
      List<float[]> potentials) {
    this(logits, encoderRate, rates, encoderSpikes, spikes, potentials, rates);
  }

  /** The same without potentials. */
  public Activity(
      float[] logits,
      double encoderRate,
      double[] rates,
      float[] encoderSpikes,
      List<float[]> spikes) {
    this(logits, encoderRate, rates, encoderSpikes, spikes, List.of());
  }
}
