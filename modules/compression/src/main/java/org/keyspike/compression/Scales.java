package org.keyspike.compression;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The criterion by which the power-of-two scale of each weight matrix is chosen. */
public enum Scales {
  /** By the smallest squared error of rounding and clipping together. */
  @JsonProperty("error")
  ERROR,
  /** From there by the loss on training clips: {@link ScaleSearch}. */
  @JsonProperty("loss")
  LOSS
}
