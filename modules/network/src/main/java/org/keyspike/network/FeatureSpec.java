package org.keyspike.network;

/**
 * The features that a network expects: ln(1 + gain·power) of so many mel bands, 100 frames a
 * second.
 *
 * @param bands C, at least 1
 * @param gain above 0
 */
public record FeatureSpec(int bands, double gain) {
  public FeatureSpec {
    if (bands < 1) {
      throw new SpecException("features.bands", bands, "at least 1");
    }
    if (!(gain > 0) || Double.isInfinite(gain)) {
      throw new SpecException("features.gain", gain, "a number above 0");
    }
  }
}
