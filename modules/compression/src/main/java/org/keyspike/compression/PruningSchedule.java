package org.keyspike.compression;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.keyspike.network.SpecException;

/**
 * The schedule of one pruning: in how many steps things go, and how long the network learns. The
 * package documentation has the equations.
 *
 * @param steps 1 for all at once, more for the cubic schedule of {@link CubicSchedule}; if nothing
 *     is said 1, or {@value #RAMP_STEPS} with a ramp
 * @param epochs of learning in all; without a ramp at least as many as steps, among which they are
 *     shared out evenly, with one at least 2
 * @param learningRate the peak rate of each fine-tuning, above 0
 * @param ramp ρ, the share of the epochs in which things go while the network learns, above 0 to
 *     below 1; in the others it learns with its zeros held while the rate falls. Null for a
 *     fine-tuning after each step instead
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PruningSchedule(Integer steps, Integer epochs, Double learningRate, Double ramp) {
  /** Prunings of a ramp that does not say. */
  private static final int RAMP_STEPS = 10;

  public PruningSchedule {
    steps = steps == null ? ramp == null ? 1 : RAMP_STEPS : steps;
    require(steps >= 1, "steps", steps, "at least 1");
    require(ramp == null || ramp > 0 && ramp < 1, "ramp", ramp, "above 0 to below 1");
    require(
        epochs != null && (ramp != null || epochs >= steps),
        "epochs",
        epochs,
        "at least one for each step");
    require(ramp == null || epochs >= 2, "epochs", epochs, "at least 2 with a ramp");
    require(
        learningRate != null && learningRate > 0, "learningRate", learningRate, "a number above 0");
  }

  /** A schedule without a ramp. */
  public PruningSchedule(Integer steps, Integer epochs, Double learningRate) {
    this(steps, epochs, learningRate, null);
  }

  /** Whether things go while the network learns. */
  @JsonIgnore
  public boolean gradual() {
    return ramp != null;
  }

  /** R, the epochs of the ramp. */
  @JsonIgnore
  public int rampEpochs() {
    return Math.min(epochs - 1, Math.max(1, (int) Math.floor(ramp * epochs + 0.5)));
  }

  /** The epochs of the calm phase. */
  @JsonIgnore
  public int calmEpochs() {
    return epochs - rampEpochs();
  }

  private static void require(boolean right, String field, Object found, String expected) {
    if (!right) {
      throw new SpecException(PruningSettings.FIELD + "." + field, found, expected);
    }
  }
}
