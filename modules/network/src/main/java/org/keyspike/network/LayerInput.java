package org.keyspike.network;

import java.util.List;

/**
 * What reaches a layer, as integers: of the encoder, of the features themselves or of the layer
 * before.
 *
 * @param channels M
 * @param largest the largest integer: 1 of spikes, 255 of features
 * @param fraction bits below the point: integer 1 stands for 2^−fraction
 */
public record LayerInput(int channels, int largest, int fraction) {

  static LayerInput of(
      FeatureSpec features, EncoderSpec encoder, List<LayerSpec> layers, int index) {
    if (index > 0) {
      LayerSpec below = layers.get(index - 1);
      return new LayerInput(below.neurons(), below.code().largest(), below.code().fraction());
    }
    int channels = encoder.channels(features.bands());
    return encoder instanceof EncoderSpec.Direct
        ? new LayerInput(channels, NumberFormat.FEATURE_MAX, NumberFormat.FEATURE_FRACTION)
        : new LayerInput(channels, 1, 0);
  }
}
