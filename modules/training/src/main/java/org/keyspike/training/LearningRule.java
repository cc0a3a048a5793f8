package org.keyspike.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an error becomes a change of parameters. */
public enum LearningRule {
  /** Backpropagation through time with surrogate gradients. */
  @JsonProperty("bptt")
  BPTT
}
