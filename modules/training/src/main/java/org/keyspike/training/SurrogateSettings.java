package org.keyspike.training;

import org.keyspike.network.Surrogate;

/**
 * The surrogate gradient to train with: the recipe's {@code network.surrogate}.
 *
 * @param shape the function
 * @param slope its k, above 0; the usual one of the shape if it is null
 * @param gain a factor on it, above 0; 1 leaves the shape as it is
 */
public record SurrogateSettings(Surrogate.Shape shape, Float slope, float gain) {

  /**
   * Fills in the slope.
   *
   * @throws org.keyspike.network.SpecException if it or the gain is not above 0
   */
  public SurrogateSettings {
    float k = slope == null ? Surrogate.of(shape).slope() : slope;
    slope = new Surrogate(shape, k, gain).slope();
  }

  /** The shape with its usual slope. */
  public static SurrogateSettings of(Surrogate.Shape shape) {
    return new SurrogateSettings(shape, null, 1);
  }

  /** The network's part of it. */
  public Surrogate spec() {
    return new Surrogate(shape, slope, gain);
  }
}
