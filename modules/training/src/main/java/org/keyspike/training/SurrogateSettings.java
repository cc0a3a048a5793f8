package org.keyspike.training;

import org.keyspike.network.Surrogate;

/**
 * The surrogate gradient to train with: the recipe's {@code network.surrogate}.
 *
 * @param shape the function
 * @param slope its k, above 0; the usual one of the shape if it is null
 */
public record SurrogateSettings(Surrogate.Shape shape, Float slope) {

  /**
   * Fills in the slope.
   *
   * @throws org.keyspike.network.SpecException if it is not above 0
   */
  public SurrogateSettings {
    slope = slope == null ? Surrogate.of(shape).slope() : new Surrogate(shape, slope).slope();
  }

  /** The shape with its usual slope. */
  public static SurrogateSettings of(Surrogate.Shape shape) {
    return new SurrogateSettings(shape, null);
  }

  /** The network's part of it. */
  public Surrogate spec() {
    return new Surrogate(shape, slope);
  }
}
