package org.keyspike.compression;

import org.keyspike.network.SpecException;

/** What both kinds of fine-tuning ask of a recipe. */
final class FineTuning {
  private FineTuning() {}

  static void require(String section, int epochs, double learningRate) {
    if (epochs < 1) {
      throw new SpecException(section + ".epochs", epochs, "at least 1");
    }
    if (!(learningRate > 0)) {
      throw new SpecException(section + ".learningRate", learningRate, "a number above 0");
    }
  }
}
