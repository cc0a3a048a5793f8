package org.keyspike.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A mechanism that saves cycles, accesses or switching, and can be left out of a machine to see how
 * much.
 */
public enum Mechanism {
  /** Only inputs that spike are broadcast; without it all are. */
  @JsonProperty("zeroSkipping")
  ZERO_SKIPPING("zeroSkipping"),
  /** The adder of a lane whose weight is 0 does not switch; without it it does. */
  @JsonProperty("zeroGating")
  ZERO_GATING("zeroGating"),
  /**
   * Bands and neurons that pruning removed are not there; without it they are, with weights of 0.
   */
  @JsonProperty("rowRemoval")
  ROW_REMOVAL("rowRemoval"),
  /** The readout takes the spikes of both steps in one scan; without it in one for each. */
  @JsonProperty("mergedSpikes")
  MERGED_SPIKES("mergedSpikes"),
  /** A weight word serves both steps of a frame; without it each step reads its own. */
  @JsonProperty("parallelSteps")
  PARALLEL_STEPS("parallelSteps"),
  /** A spike word is read once for all lanes; without it every lane reads it for itself. */
  @JsonProperty("broadcast")
  BROADCAST("broadcast"),
  /** Weight words can be a bitmap and non-zeros; without it they are stored dense. */
  @JsonProperty("compressedWords")
  COMPRESSED_WORDS("compressedWords");

  private final String key;

  Mechanism(String key) {
    this.key = key;
  }

  /** Its name in an architecture file. */
  public String key() {
    return key;
  }
}
