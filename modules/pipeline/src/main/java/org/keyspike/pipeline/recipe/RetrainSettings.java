package org.keyspike.pipeline.recipe;

import org.keyspike.io.SettingException;

/**
 * The settings by which training goes on with what was mined: keys of the recipe's {@code mining}.
 *
 * @param epochs of training in a round, at least 1
 * @param learningRate of it, above 0
 */
public record RetrainSettings(int epochs, double learningRate) {
  /**
   * @throws SettingException if a value is out of range
   */
  public RetrainSettings {
    if (epochs < 1) {
      throw new SettingException("epochs", epochs, "1 or more");
    }
    if (!(learningRate > 0 && Double.isFinite(learningRate))) {
      throw new SettingException("learningRate", learningRate, "above 0");
    }
  }
}
