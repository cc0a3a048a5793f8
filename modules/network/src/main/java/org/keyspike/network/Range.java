package org.keyspike.network;

/**
 * A closed range of values.
 *
 * @param low the smallest
 * @param high the largest, not below low
 */
public record Range(double low, double high) {
  /** No bounds. */
  public static final Range ALL = new Range(-Double.MAX_VALUE, Double.MAX_VALUE);

  /** What a stored leak can be: [0, 255/256], unsigned 8 bits. */
  public static final Range OF_LEAK = new Range(0, 255.0 / 256);

  public Range {
    if (!(low <= high)) {
      throw new SpecException("range", low + " to " + high, "low not above high");
    }
  }

  /** The nearest value within. */
  public float clamp(float value) {
    return (float) Math.max(low, Math.min(high, value));
  }
}
