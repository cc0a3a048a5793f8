package org.keyspike.network;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;

/**
 * One spiking layer.
 *
 * @param neurons N, 1 to 2²⁰
 * @param neuron their kind
 * @param surrogate the backward pass of the threshold
 * @param batchNorm whether W s + b is normalised over batch and time
 * @param detachReset whether the gradient is cut at the reset
 * @param dropout the part of the layer's outputs that is left out in training, from 0 to below 1
 * @param code the outputs of its neurons, of the sort that their kind fires, and what they leave of
 *     the potential; absent from files if spikes with the usual reset
 * @param delays D, the most whole frames that an input channel comes late, 0 (none) to {@value
 *     #MOST_DELAY}; absent from files if none
 */
public record LayerSpec(
    int neurons,
    Neuron neuron,
    Surrogate surrogate,
    boolean batchNorm,
    boolean detachReset,
    double dropout,
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = LayerSpec.Usual.class)
        OutputCode code,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY) int delays) {

  /** The largest D. */
  public static final int MOST_DELAY = 63;

  public LayerSpec {
    Extents.require("layers.neurons", neurons, 1);
    if (!(dropout >= 0 && dropout < 1)) {
      throw new SpecException("layers.dropout", dropout, "0 to below 1");
    }
    code = code == null ? new OutputCode.Spikes() : code;
    if (code.sort() != neuron.outputs()) {
      throw new SpecException(
          "layers.code",
          code,
          "a code of " + neuron.outputs() + ", which " + neuron.name() + " fires");
    }
    if (resetsToZero(code) && !neuron.resetsToZero()) {
      throw new SpecException(
          "layers.code.reset", "zero with neuron " + neuron.name(), "subtract, or lif or rlif");
    }
    if (delays < 0 || delays > MOST_DELAY) {
      throw new SpecException("layers.delays", delays, "0 to " + MOST_DELAY);
    }
  }

  /** A layer that fires spikes and whose inputs are on time. */
  public LayerSpec(
      int neurons,
      Neuron neuron,
      Surrogate surrogate,
      boolean batchNorm,
      boolean detachReset,
      double dropout) {
    this(neurons, neuron, surrogate, batchNorm, detachReset, dropout, new OutputCode.Spikes(), 0);
  }

  private static boolean resetsToZero(OutputCode code) {
    return code instanceof OutputCode.Spikes spikes && spikes.reset() == Reset.ZERO;
  }

  /** Whether its neurons begin anew after a spike. */
  public boolean resetsToZero() {
    return resetsToZero(code);
  }

  /** Whether its input channels come late. */
  @JsonIgnore
  public boolean delayed() {
    return delays > 0;
  }

  /** This layer with another number of neurons. */
  public LayerSpec withNeurons(int others) {
    return new LayerSpec(others, neuron, surrogate, batchNorm, detachReset, dropout, code, delays);
  }

  /** This layer with another D. */
  LayerSpec withDelays(int most) {
    return new LayerSpec(neurons, neuron, surrogate, batchNorm, detachReset, dropout, code, most);
  }

  /** This layer with another part of its outputs left out in training. */
  public LayerSpec withDropout(double other) {
    return new LayerSpec(neurons, neuron, surrogate, batchNorm, detachReset, other, code, delays);
  }

  /** This layer without batch norm, its neurons of the kind that they fold to. */
  public LayerSpec folded() {
    return new LayerSpec(
        neurons, neuron.folded(), surrogate, false, detachReset, dropout, code, delays);
  }

  /** What is usual is left out, as in files: unfinished trainings are known by this text. */
  @Override
  public String toString() {
    String usual =
        "LayerSpec[neurons="
            + neurons
            + ", neuron="
            + neuron
            + ", surrogate="
            + surrogate
            + ", batchNorm="
            + batchNorm
            + ", detachReset="
            + detachReset
            + ", dropout="
            + dropout;
    String own = code.equals(new OutputCode.Spikes()) ? "" : ", code=" + code;
    return usual + own + (delayed() ? ", delays=" + delays : "") + "]";
  }

  /** What is not written, as a file means it that does not name it. */
  static final class Usual {
    @Override
    public boolean equals(Object other) {
      return new OutputCode.Spikes().equals(other);
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }
}
