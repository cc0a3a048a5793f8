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
  /** Scanning a state space's input, adding its embedding and making the first block's events. */
  @JsonProperty("embed")
  EMBED,
  /** Scanning the events of a block and making of them what its states take and give. */
  @JsonProperty("mapIn")
  MAP_IN,
  /** Clocks, rows of states, and the events that are made of what is read. */
  @JsonProperty("states")
  STATES,
  /** Scanning what a block's states gave, adding it to the stream, and making the next events. */
  @JsonProperty("mapOut")
  MAP_OUT,
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
      case MAP_IN -> "mapIn";
      case MAP_OUT -> "mapOut";
      default -> name().toLowerCase(Locale.ROOT);
    };
  }
}
