package org.keyspike.simulator.energy;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The way in which a constant came to be known. */
public enum Kind {
  /** Printed in the source. */
  @JsonProperty("published")
  PUBLISHED,
  /** Estimated by the CACTI tool. */
  @JsonProperty("cacti")
  CACTI,
  /** Chosen so that published results come out. */
  @JsonProperty("fitted")
  FITTED
}
