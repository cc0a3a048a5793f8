package org.keyspike.simulator.explain;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * One number that differs. Layers are counted as in the weight image, from 0.
 *
 * @param clip which clip, from 0
 * @param frame from 0; of a keyword readout's logits the last one
 * @param step time step within the frame, from 0; 0 for encoder and logits
 * @param layer ℓ from 0, of a state space the place among its populations, or of what moves states
 *     and of these the block; −1 for the encoder, the number of layers for the readout
 * @param neuron index within the layer, channel or class; of a state that of its channel times S
 *     plus its own
 * @param what kind of number
 * @param found what the computation under test said
 * @param expected what it should have said
 */
public record Mismatch(
    int clip, int frame, int step, int layer, int neuron, What what, int found, int expected) {

  /** The layer that stands for the encoder. */
  static final int ENCODER = -1;

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
    @JsonProperty("step")
    STEP,
    @JsonProperty("clock")
    CLOCK,
    @JsonProperty("written power")
    WRITTEN_POWER,
    @JsonProperty("read power")
    READ_POWER,
    @JsonProperty("state")
    STATE,
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
        + place()
        + neuron
        + ": found "
        + found
        + ", expected "
        + expected;
  }

  private String place() {
    return switch (what) {
      case ENCODER_SPIKE -> ", channel ";
      case LOGIT -> ", class ";
      case STEP, CLOCK -> ", block " + layer + ", head ";
      case WRITTEN_POWER, READ_POWER, STATE -> ", block " + layer + ", state ";
      case ADAPTATION, POTENTIAL, SPIKE -> ", layer " + layer + ", neuron ";
    };
  }
}
