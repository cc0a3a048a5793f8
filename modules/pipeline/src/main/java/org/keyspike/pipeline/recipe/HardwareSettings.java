package org.keyspike.pipeline.recipe;

import org.keyspike.hardware.Arithmetic;
import org.keyspike.hardware.Packing;
import org.keyspike.network.SpecException;

/**
 * The settings by which the weight image is made: the recipe's {@code hardware}.
 *
 * @param lanes outputs in a weight word, 1 to 1024
 * @param packing of the matrices: dense, or compressed where that takes fewer bytes
 * @param knownAnswers clips of the validation part whose answers travel beside the image, 0 to 1000
 */
public record HardwareSettings(int lanes, Packing packing, int knownAnswers) {
  private static final int MOST_ANSWERS = 1000;

  public HardwareSettings {
    if (lanes < 1 || lanes > Arithmetic.LARGEST_LANES) {
      throw new SpecException("hardware.lanes", lanes, "1 to " + Arithmetic.LARGEST_LANES);
    }
    if (knownAnswers < 0 || knownAnswers > MOST_ANSWERS) {
      throw new SpecException("hardware.knownAnswers", knownAnswers, "0 to " + MOST_ANSWERS);
    }
  }
}
