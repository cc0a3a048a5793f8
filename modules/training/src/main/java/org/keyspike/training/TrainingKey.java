package org.keyspike.training;

import org.keyspike.network.SpecException;

/**
 * The bounds of a key of the recipe's {@code training}. It stands outside of {@link
 * TrainingSettings}, whose usual values are made of those of its parts: a part that called it while
 * its own usual values were made would find them missing.
 */
final class TrainingKey {
  private TrainingKey() {}

  /**
   * Refuses what is out of bounds.
   *
   * @throws SpecException naming the key, what was found and what was expected
   */
  static void require(boolean right, String key, Object found, String expected) {
    if (!right) {
      throw new SpecException("training." + key, found, expected);
    }
  }
}
