package org.keyspike.compression;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.keyspike.io.RecordWriter;
import org.keyspike.network.SpecException;
import org.keyspike.training.RateSettings;

/**
 * The settings by which every fine-tuning of a compression wins back accuracy.
 *
 * @param distillation α, how much the float network's answers weigh against the labels, 0 (not at
 *     all) to 1
 * @param temperature τ that these answers are softened with, above 0
 * @param patience epochs without a better validation score after which a fine-tuning stops; 0 for
 *     never
 * @param rates what the activity of layers costs
 */
public record RecoverySettings(
    double distillation, double temperature, int patience, @JsonUnwrapped RateSettings rates) {
  private static final String SECTION = "compression.recovery.";

  public RecoverySettings {
    require(distillation >= 0 && distillation <= 1, "distillation", distillation, "0 to 1");
    require(
        temperature > 0 && !Double.isInfinite(temperature),
        "temperature",
        temperature,
        "a number above 0");
    require(patience >= 0, "patience", patience, "0 or more");
  }

  /** The same with plain penalties on rates. */
  public RecoverySettings(
      double distillation, double temperature, int patience, double rateWeight, double rateTarget) {
    this(distillation, temperature, patience, new RateSettings(rateWeight, rateTarget));
  }

  /**
   * The text that says how fine-tuning recovers, which keys of stages are hashed from. Keys that
   * came later are left out at their usual values.
   */
  public String identity() {
    RecoverySettings usual = new RecoverySettings(0, 2, 0, RateSettings.NONE);
    return RecordWriter.json(this, usual, RateSettings.LATER);
  }

  private static void require(boolean right, String field, Object found, String expected) {
    if (!right) {
      throw new SpecException(SECTION + field, found, expected);
    }
  }
}
