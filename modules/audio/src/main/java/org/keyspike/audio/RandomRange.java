package org.keyspike.audio;

import java.util.SplittableRandom;
import org.keyspike.io.SettingException;

/**
 * A number that is drawn, now and then.
 *
 * @param probability how often, 0 (never) to 1 (always)
 * @param low least value, finite
 * @param high largest value, finite, not below the least
 */
public record RandomRange(double probability, double low, double high) {

  /**
   * @throws SettingException if a value is out of range
   */
  public RandomRange {
    if (!(probability >= 0 && probability <= 1)) {
      throw new SettingException("probability", probability, "0 to 1");
    }
    Bounds.check(low, high);
  }

  /** Never, and nothing else if it were drawn. */
  static RandomRange never(double value) {
    return new RandomRange(0, value, value);
  }

  /** Whether it is ever drawn. */
  public boolean possible() {
    return probability > 0;
  }

  /**
   * Draws. Whether the value is used and which one it is are drawn whatever the range, so that what
   * comes after in the same random state does not depend on it.
   *
   * @param otherwise the value when none is to be used
   * @return uniform in [low, high], or otherwise
   */
  double draw(SplittableRandom random, double otherwise) {
    boolean used = random.nextDouble() < probability;
    double value = bounds().at(random.nextDouble());
    return used ? value : otherwise;
  }

  /** What it is drawn between. */
  Bounds bounds() {
    return new Bounds(low, high);
  }

  /** The same with a part of the probability, 0 to 1. */
  RandomRange rarer(double part) {
    return new RandomRange(probability * part, low, high);
  }

  /** The same with a part of the range, 0 to 1, at its high end. */
  RandomRange fromHigh(double part) {
    return new RandomRange(probability, high - part * (high - low), high);
  }

  /** Refuses what lies beyond bounds. */
  void require(String name, double least, double most) {
    if (low < least || high > most) {
      throw new SettingException(name, low + " to " + high, "a range in " + least + " to " + most);
    }
  }
}
