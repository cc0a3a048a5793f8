package org.keyspike.experiment.budget;

import java.util.Optional;
import org.keyspike.io.InputException;

/**
 * The budget of a compression; an empty limit is none.
 *
 * @param bytes of the image, all of them
 * @param mmacs effective work in million synaptic operations a second, on the validation part
 * @param drop percentage points of validation accuracy lost against the float network
 */
public record Budget(Optional<Long> bytes, Optional<Double> mmacs, Optional<Double> drop) {
  /**
   * A budget that can be.
   *
   * @throws InputException if a limit is not above 0, or below 0 of the drop
   */
  public static Budget of(Optional<Long> bytes, Optional<Double> mmacs, Optional<Double> drop)
      throws InputException {
    require(bytes.orElse(1L) > 0, "--max-bytes", bytes, "at least 1");
    require(mmacs.orElse(1.0) > 0, "--max-mmacs", mmacs, "a number above 0");
    require(drop.orElse(0.0) >= 0, "--max-drop", drop, "0 or more");
    return new Budget(bytes, mmacs, drop);
  }

  private static void require(boolean right, String option, Optional<?> found, String expected)
      throws InputException {
    if (!right) {
      throw new InputException(option, String.valueOf(found.orElse(null)), expected);
    }
  }

  /** Whether there is any limit. */
  public boolean limited() {
    return bytes.isPresent() || mmacs.isPresent() || drop.isPresent();
  }

  /** Whether size and work are within their limits. */
  boolean fits(BudgetResult.Tried tried) {
    return tried.bytes() <= bytes.orElse(Long.MAX_VALUE)
        && tried.mmacs() <= mmacs.orElse(Double.POSITIVE_INFINITY);
  }

  /** Whether accuracy is. */
  boolean accurate(BudgetResult.Tried tried) {
    return tried.drop() <= drop.orElse(Double.POSITIVE_INFINITY);
  }
}
