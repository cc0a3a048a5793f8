package org.keyspike.network;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The reset, which says what a spike leaves of the potential u that it came from. */
public enum Reset {
  /** v = u − θ s: what was above the threshold stays (soft reset). */
  @JsonProperty("subtract")
  SUBTRACT,
  /** v = (1 − s) u: a neuron that fires begins anew (hard reset). */
  @JsonProperty("zero")
  ZERO
}
