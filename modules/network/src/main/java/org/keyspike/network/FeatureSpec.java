package org.keyspike.network;

/**
 * The features that a network expects: ln(1 + gain·power) of so many mel bands, 100 frames a
 * second.
 *
 * @param bands C, 1 to 2²⁰
 * @param gain above 0
 */
public record FeatureSpec(int bands, double gain) {
  public FeatureSpec {
    Extents.require("features.bands", bands, 1);
    if (!(gain > 0) || Double.isInfinite(gain)) {
      throw new SpecException("features.gain", gain, "a number above 0");
    }
  }
}
