package org.keyspike.audio;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The arithmetic of a front end. */
public enum FrontEndKind {
  /** Real numbers: {@link LogMel}. */
  @JsonProperty("float")
  FLOAT,

  /** Integers alone, from 16-bit samples to 8-bit features: {@link IntegerLogMel}. */
  @JsonProperty("integer")
  INTEGER
}
