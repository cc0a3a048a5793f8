package org.keyspike.compression;

import org.keyspike.network.SpecException;

/**
 * The settings by which every fine-tuning of a compression wins back accuracy.
 *
 * @param distillation α, how much the float network's answers weigh against the labels, 0 (not at
 *     all) to 1
 * @param temperature τ that these answers are softened with, above 0
 * @param patience epochs without a better validation score after which a fine-tuning stops; 0 for
 *     never
 * @param rateWeight λ of the layers' spike-rate penalty, 0 or more
 * @param rateTarget mean rate of the layers at or below which that penalty rests, 0 to below 1
 */
public record RecoverySettings(
    double distillation, double temperature, int patience, double rateWeight, double rateTarget) {
  private static final String SECTION = "compression.recovery.";

  public RecoverySettings {
    require(distillation >= 0 && distillation <= 1, "distillation", distillation, "0 to 1");
    require(
        temperature > 0 && !Double.isInfinite(temperature),
        "temperature",
        temperature,
        "a number above 0");
    require(patience >= 0, "patience", patience, "0 or more");
    require(rateWeight >= 0, "rateWeight", rateWeight, "0 or more");
    require(rateTarget >= 0 && rateTarget < 1, "rateTarget", rateTarget, "0 to below 1");
  }

  private static void require(boolean right, String field, Object found, String expected) {
    if (!right) {
      throw new SpecException(SECTION + field, found, expected);
    }
  }
}
