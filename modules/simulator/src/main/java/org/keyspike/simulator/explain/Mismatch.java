package org.keyspike.simulator.explain;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * One number that differs.
 *
 * @param clip which clip, from 0
 * @param frame from 0; of a keyword readout's logits the last one
 * @param step time step within the frame, from 0; 0 for encoder and logits
 * @param layer 0 for the encoder, ℓ from 1 for a layer, the number of layers + 1 for the readout
 * @param neuron index within the layer, channel or class
 * @param what kind of number
 * @param found what the computation under test said
 * @param expected what it should have said
 */
public record Mismatch(
    int clip, int frame, int step, int layer, int neuron, What what, int found, int expected) {

  /** Kinds of number. */
  public enum What {
    @JsonProperty("encoder spike")
    ENCODER_SPIKE,
    @JsonProperty("adaptation")
    ADAPTATION,
    @JsonProperty("potential")
    POTENTIAL,
    @JsonProperty("spike")
    SPIKE,
    @JsonProperty("logit")
    LOGIT
  }

  @Override
  public String toString() {
    return what.name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + " of clip "
        + clip
        + ", frame "
        + frame
        + ", step "
        + step
        + ", layer "
        + layer
        + ", neuron "
        + neuron
        + ": found "
        + found
        + ", expected "
        + expected;
  }
}
