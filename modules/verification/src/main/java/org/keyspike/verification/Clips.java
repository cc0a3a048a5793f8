package org.keyspike.verification;

import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.integer.FeatureQuantizer;

/** Clips as the integer network receives them. */
public final class Clips {
  private Clips() {}

  /** The features of a clip, (T, C) unsigned bytes. */
  public static byte[] quantized(LabelledFeatures features, int clip) {
    float[] values = new float[features.frames(clip) * features.bands()];
    features.read(clip, values, 0);
    return FeatureQuantizer.quantize(values);
  }
}
