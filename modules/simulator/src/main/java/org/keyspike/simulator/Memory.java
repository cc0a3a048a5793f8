package org.keyspike.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The memories of the machine. What a word of each holds is said in the package documentation. */
public enum Memory {
  /** x̂ and r̂ of the encoder. */
  @JsonProperty("encoder")
  ENCODER,
  /** Spikes, and bit planes of what is read bit by bit. */
  @JsonProperty("spike")
  SPIKE,
  /** Weight words of every matrix. */
  @JsonProperty("weight")
  WEIGHT,
  /** Leaks, thresholds and biases, parameters of adaptation, steps of the encoder. */
  @JsonProperty("parameter")
  PARAMETER,
  /** Membranes and, beside them, adaptations. */
  @JsonProperty("membrane")
  MEMBRANE,
  /** 32-bit sums of the keyword readout. */
  @JsonProperty("sum")
  SUM;

  static final int COUNT = values().length;

  /** Its name in an architecture file. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
