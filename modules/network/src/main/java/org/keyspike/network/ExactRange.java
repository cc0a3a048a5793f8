package org.keyspike.network;

import java.util.List;

/** Refuses number formats whose sums could leave the integers that float32 holds exactly. */
final class ExactRange {
  private static final int MOST_SHIFT = 15;
  private static final int LIMIT = 1 << 24;

  private ExactRange() {}

  static void require(
      FeatureSpec features, EncoderSpec encoder, List<LayerSpec> layers, NumberFormat format) {
    boolean direct = encoder instanceof EncoderSpec.Direct;
    int inputs = encoder.channels(features.bands());
    for (int l = 0; l < layers.size(); l++) {
      LayerSpec layer = layers.get(l);
      NumberFormat.LayerFormat units = format.layers().get(l);
      boolean real = direct && l == 0;
      int point = real ? NumberFormat.FEATURE_FRACTION : 0;
      double worst =
          worstSum(
              "shift of W in layer " + (l + 1),
              (double) inputs * (real ? NumberFormat.FEATURE_MAX : 1) * format.weightMagnitude(),
              units.membraneFraction() - units.weightFraction() - point);
      if (layer.neuron().recurrent()) {
        worst +=
            worstSum(
                "shift of U in layer " + (l + 1),
                (double) layer.neurons() * format.weightMagnitude(),
                units.membraneFraction() - units.recurrentFraction());
      }
      worst += 2 * (1 << 15); // the bias and the leaked membrane, 16 bits each
      if (worst >= LIMIT) {
        throw new SpecException(
            "format: worst-case current of layer " + (l + 1),
            String.format("%.0f units", worst),
            "less than 2^24, which float32 holds exactly");
      }
      inputs = layer.neurons();
    }
  }

  private static double worstSum(String field, double sum, int shift) {
    if (shift < 0 || shift > MOST_SHIFT) {
      throw new SpecException("format: " + field, shift, "0 to " + MOST_SHIFT);
    }
    return sum * (1 << shift);
  }
}
