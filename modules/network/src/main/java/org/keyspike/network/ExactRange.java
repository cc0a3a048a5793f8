package org.keyspike.network;

import java.util.List;

/**
 * The bound on a layer's current: below 2²⁴ units every sum is an integer that float32 holds
 * exactly, so that an engine computes the same as the integer network.
 */
public final class ExactRange {
  /** The current must stay below this many units. */
  public static final int LIMIT = 1 << 24;

  /** The largest left shift of a sum. */
  public static final int LARGEST_SHIFT = 15;

  private static final int SIXTEEN_BITS = 1 << 15;

  private ExactRange() {}

  /**
   * The largest magnitude that leaked membrane and current together can reach, with every weight at
   * its largest magnitude:
   *
   * <pre>
   * (largest input · M · weightMagnitude) · 2^shiftW + (largest output · N · weightMagnitude) · 2^shiftU
   *   + 2¹⁵ for the bias + 2¹⁵ for the leaked membrane + 2¹⁵ for an adaptation current
   * </pre>
   *
   * @param layer whose current it is
   * @param input what reaches it
   * @param units of the layer
   * @param weightMagnitude 2^(bits−1)
   * @return units of the membrane
   */
  public static double worstCurrent(
      LayerSpec layer, LayerInput input, NumberFormat.LayerFormat units, int weightMagnitude) {
    double sum = (double) input.largest() * input.channels() * weightMagnitude;
    double worst = Math.scalb(sum, units.weightShift(input.fraction()));
    if (layer.neuron().recurrent()) {
      double fedBack = (double) layer.code().largest() * layer.neurons() * weightMagnitude;
      worst += Math.scalb(fedBack, units.recurrentShift(layer.code().fraction()));
    }
    int terms = layer.neuron().integerForm() == Neuron.IntegerForm.ADAPTIVE ? 3 : 2;
    return worst + terms * SIXTEEN_BITS;
  }

  static void require(
      FeatureSpec features, EncoderSpec encoder, List<LayerSpec> layers, NumberFormat format) {
    for (int l = 0; l < layers.size(); l++) {
      LayerSpec layer = layers.get(l);
      LayerInput input = LayerInput.of(features, encoder, layers, l);
      NumberFormat.LayerFormat units = format.layers().get(l);
      requireShift("shift of W in layer " + (l + 1), units.weightShift(input.fraction()));
      if (layer.neuron().recurrent()) {
        requireShift(
            "shift of U in layer " + (l + 1), units.recurrentShift(layer.code().fraction()));
      }
      double worst = worstCurrent(layer, input, units, format.weightMagnitude());
      if (worst >= LIMIT) {
        throw new SpecException(
            "format: worst-case current of layer " + (l + 1),
            String.format("%.0f units", worst),
            "less than 2^24, which float32 holds exactly");
      }
    }
  }

  private static void requireShift(String field, int shift) {
    if (shift < 0 || shift > LARGEST_SHIFT) {
      throw new SpecException("format: " + field, shift, "0 to " + LARGEST_SHIFT);
    }
  }
}
