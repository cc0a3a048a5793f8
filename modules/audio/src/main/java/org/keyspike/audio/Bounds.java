package org.keyspike.audio;

import org.keyspike.io.SettingException;

/**
 * The ends of what a number is drawn between, uniformly, each time that it is needed.
 *
 * @param low least value, finite
 * @param high largest value, finite, not below the least
 */
public record Bounds(double low, double high) {

  /**
   * @throws SettingException if a value is out of range
   */
  public Bounds {
    check(low, high);
  }

  /** Refuses ends that are not finite, and those that are the wrong way round. */
  static void check(double low, double high) {
    if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
      throw new SettingException(
          "low", low + " with high " + high, "finite numbers, low not above high");
    }
  }

  /** The value at a part of the way from low to high, 0 to 1. */
  double at(double part) {
    return low + (high - low) * part;
  }

  /** Refuses what lies beyond other bounds. */
  void require(String name, double least, double most) {
    if (low < least || high > most) {
      throw new SettingException(name, low + " to " + high, "within " + least + " to " + most);
    }
  }
}
