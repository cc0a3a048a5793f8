package org.keyspike.integer;

import org.keyspike.network.NumberFormat;

/**
 * Log-mel features to unsigned bytes of unit 1/16: x → floor(16x + ½), clipped to 0…255.
 *
 * <p>The arithmetic is float32, as an engine does it: 16x is exact, adding ½ rounds to nearest
 * even. (So 16x = 0.49999997 becomes 1, here and there.)
 */
public final class FeatureQuantizer {
  private static final float SCALE = 1 << NumberFormat.FEATURE_FRACTION;

  private FeatureQuantizer() {}

  /** One feature in units, 0 to 255; NaN becomes 0. */
  public static int quantize(float feature) {
    double unit = Math.floor(SCALE * feature + 0.5f);
    return (int) Math.max(0, Math.min(NumberFormat.FEATURE_MAX, unit));
  }

  /** Features of any shape as unsigned bytes of the same shape. */
  public static byte[] quantize(float[] features) {
    byte[] units = new byte[features.length];
    for (int i = 0; i < units.length; i++) {
      units[i] = (byte) quantize(features[i]);
    }
    return units;
  }
}
