package org.keyspike.network;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One spiking layer.
 *
 * @param neurons N, at least 1
 * @param neuron the update equation
 * @param surrogate the backward pass of the threshold
 * @param batchNorm whether W s + b is normalised over batch and time
 * @param detachReset whether the gradient is cut at the soft reset
 */
public record LayerSpec(
    int neurons, Neuron neuron, Surrogate surrogate, boolean batchNorm, boolean detachReset) {

  /** The kinds of neuron. */
  public enum Neuron {
    /** Leaky integrate-and-fire, feed-forward only. */
    @JsonProperty("lif")
    LIF,
    /** Leaky integrate-and-fire with recurrent weights U. */
    @JsonProperty("rlif")
    RLIF;

    /** Whether the layer has recurrent weights U. */
    public boolean recurrent() {
      return this == RLIF;
    }
  }

  public LayerSpec {
    if (neurons < 1) {
      throw new SpecException("layers.neurons", neurons, "at least 1");
    }
  }

  /** This layer without batch norm: what folding leaves. */
  public LayerSpec folded() {
    return new LayerSpec(neurons, neuron, surrogate, false, detachReset);
  }
}
