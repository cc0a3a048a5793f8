package org.keyspike.experiment.budget;

import org.keyspike.io.InputException;

/**
 * What a compression may cost; null for anything.
 *
 * @param bytes of the image, all of them
 * @param mmacs effective work in million synaptic operations a second, on the validation part
 * @param drop percentage points of validation accuracy lost against the float network
 */
public record Budget(Long bytes, Double mmacs, Double drop) {
  /**
   * A budget that can be.
   *
   * @throws InputException if a limit is not above 0, or below 0 of the drop
   */
  public static Budget of(Long bytes, Double mmacs, Double drop) throws InputException {
    require(bytes == null || bytes > 0, "--max-bytes", bytes, "at least 1");
    require(mmacs == null || mmacs > 0, "--max-mmacs", mmacs, "a number above 0");
    require(drop == null || drop >= 0, "--max-drop", drop, "0 or more");
    return new Budget(bytes, mmacs, drop);
  }

  private static void require(boolean right, String option, Object found, String expected)
      throws InputException {
    if (!right) {
      throw new InputException(option, String.valueOf(found), expected);
    }
  }

  /** Whether there is any limit. */
  public boolean limited() {
    return bytes != null || mmacs != null || drop != null;
  }

  /** Whether size and work are within their limits. */
  boolean fits(BudgetResult.Tried tried) {
    return (bytes == null || tried.bytes() <= bytes) && (mmacs == null || tried.mmacs() <= mmacs);
  }

  /** Whether accuracy is. */
  boolean accurate(BudgetResult.Tried tried) {
    return drop == null || tried.drop() <= drop;
  }
}
