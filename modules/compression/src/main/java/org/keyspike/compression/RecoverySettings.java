package org.keyspike.compression;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import org.keyspike.io.RecordWriter;
import org.keyspike.network.SpecException;
import org.keyspike.training.RateSettings;

/**
 * The settings by which every fine-tuning of a compression wins back accuracy.
 *
 * @param distillation α, how much a teacher's answers weigh against the labels, 0 (not at all) to 1
 * @param temperature τ that these answers are softened with, above 0
 * @param patience epochs without a better validation score after which a fine-tuning stops; 0 for
 *     never
 * @param rates what the activity of layers costs
 * @param teacher a run folder or checkpoint, or what an {@link
 *     org.keyspike.training.TeacherProvider} opens; <code>{seed}</code> in it stands for the seed
 *     of the run; null for the run's own float network
 */
public record RecoverySettings(
    double distillation,
    double temperature,
    int patience,
    @JsonUnwrapped RateSettings rates,
    @JsonInclude(JsonInclude.Include.NON_NULL) Path teacher) {
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

  /** With the run's own float network as the teacher, if any. */
  public RecoverySettings(
      double distillation, double temperature, int patience, RateSettings rates) {
    this(distillation, temperature, patience, rates, null);
  }

  /** The same with plain penalties on rates. */
  public RecoverySettings(
      double distillation, double temperature, int patience, double rateWeight, double rateTarget) {
    this(distillation, temperature, patience, new RateSettings(rateWeight, rateTarget));
  }

  /**
   * The text that says how fine-tuning recovers, which keys of stages are hashed from. Keys that
   * came later are left out at their usual values, and so is where a teacher lies, which nothing
   * depends on.
   */
  public String identity() {
    RecoverySettings usual = new RecoverySettings(0, 2, 0, RateSettings.NONE);
    RecoverySettings here = new RecoverySettings(distillation, temperature, patience, rates);
    return RecordWriter.json(here, usual, RateSettings.LATER);
  }

  private static void require(boolean right, String field, Object found, String expected) {
    if (!right) {
      throw new SpecException(SECTION + field, found, expected);
    }
  }
}
