package org.keyspike.training;

import org.keyspike.network.LayerSpec;
import org.keyspike.network.SpecException;

/**
 * The delays of input channels: the recipe's {@code network.delays}.
 *
 * @param most D, the most whole frames that a channel comes late, 0 (none) to 63
 * @param firstLayer whether the first layer's channels, those of the encoder, come late too
 * @param rate the learning rate of delays, relative to that of all other parameters, 0 or more
 */
public record DelaySettings(int most, boolean firstLayer, double rate) {
  /** What holds where a recipe says nothing: none. */
  public static final DelaySettings USUAL = new DelaySettings(0, true, DelayLearning.USUAL_RATE);

  public DelaySettings {
    if (most < 0 || most > LayerSpec.MOST_DELAY) {
      throw new SpecException("delays.most", most, "0 to " + LayerSpec.MOST_DELAY);
    }
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw new SpecException("delays.rate", rate, "0 or more");
    }
  }

  /** D of a layer, counted from 0. */
  int of(int layer) {
    return layer == 0 && !firstLayer ? 0 : most;
  }
}
