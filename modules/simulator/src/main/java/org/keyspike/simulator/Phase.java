package org.keyspike.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** A phase of a frame: what the machine is doing in a cycle. */
public enum Phase {
  /** Features to spikes. */
  @JsonProperty("encode")
  ENCODE,
  /** Scanning a layer's input and adding W. */
  @JsonProperty("feedForward")
  FEED_FORWARD,
  /** Scanning a layer's own spikes of the previous frame and adding U. */
  @JsonProperty("recurrent")
  RECURRENT,
  /** Leak, threshold, reset, adaptation. */
  @JsonProperty("update")
  UPDATE,
  /** Scanning the merged spikes of the last layer and adding the readout's first map. */
  @JsonProperty("readout")
  READOUT,
  /** The keyword readout's second map, once a decision. */
  @JsonProperty("decision")
  DECISION;

  /** Its name in JSON and traces. */
  public String key() {
    return switch (this) {
      case FEED_FORWARD -> "feedForward";
      default -> name().toLowerCase(Locale.ROOT);
    };
  }
}
