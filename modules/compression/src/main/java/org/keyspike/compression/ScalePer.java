package org.keyspike.compression;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The part of a weight matrix that has a scale of its own on the grid. */
public enum ScalePer {
  /** The whole matrix: a power of two. */
  @JsonProperty("matrix")
  MATRIX,
  /** Also each neuron: α, searched, and learned with the weights (docs/concepts/scales.md). */
  @JsonProperty("neuron")
  NEURON
}
