package org.keyspike.compression;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * A measure by which neurons, bands and weights are chosen: those of the smallest saliency go. The
 * package documentation has the equations of the last two.
 */
public enum Saliency {
  /**
   * Of a neuron the sum of magnitudes of its rows of W and U, of a band that of the weights that
   * its channels meet. Source: Li et al., "Pruning Filters for Efficient ConvNets", 2017, section
   * 3.1.
   */
  @JsonProperty("magnitude")
  MAGNITUDE,
  /**
   * Mean output a step (of spikes the rate) times the sum of magnitudes of the weights it meets:
   * the mean current that is lost. (Of a band without spikes, its mean feature times these.)
   */
  @JsonProperty("activity")
  ACTIVITY,
  /**
   * The mean over batches of (Σ g·w)² over the weights that the outputs meet, g their gradient: the
   * square of what the loss changes to first order when they are gone. Source: Molchanov et al.,
   * "Importance Estimation for Neural Network Pruning", 2019, equation 8.
   */
  @JsonProperty("taylor")
  TAYLOR,
  /** −Σ w·g over the updates of a ramp: what learning drives towards 0 goes first. */
  @JsonProperty("movement")
  MOVEMENT,
  /** ½·w²·F(w): what the loss rises by, with the diagonal of the empirical Fisher information. */
  @JsonProperty("second-order")
  SECOND_ORDER;

  /** Whether a network shows it as it is, without learning. */
  public boolean atOnce() {
    return this != MOVEMENT;
  }

  /** Whether single weights have it. */
  boolean ofWeights() {
    return this == MAGNITUDE || this == MOVEMENT || this == SECOND_ORDER;
  }

  /** As it is written in recipes. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
