package org.keyspike.network;

/**
 * One spiking layer.
 *
 * @param neurons N, 1 to 2²⁰
 * @param neuron their kind
 * @param surrogate the backward pass of the threshold
 * @param batchNorm whether W s + b is normalised over batch and time
 * @param detachReset whether the gradient is cut at the soft reset
 * @param dropout the part of the layer's outputs that is left out in training, from 0 to below 1
 */
public record LayerSpec(
    int neurons,
    Neuron neuron,
    Surrogate surrogate,
    boolean batchNorm,
    boolean detachReset,
    double dropout) {

  public LayerSpec {
    Extents.require("layers.neurons", neurons, 1);
    if (!(dropout >= 0 && dropout < 1)) {
      throw new SpecException("layers.dropout", dropout, "0 to below 1");
    }
  }

  /** This layer without batch norm: what folding leaves. */
  public LayerSpec folded() {
    return new LayerSpec(neurons, neuron, surrogate, false, detachReset, dropout);
  }
}
