package org.keyspike.integer;

import org.keyspike.network.SpecException;

/** How 8-bit features become the first layer's input. */
public sealed interface IntegerEncoder {

  /** The number of channels that C bands become. */
  int channels(int bands);

  /**
   * The two-phase residual encoder: 4C spike channels in the order coarse⁺, coarse⁻, fine⁺, fine⁻.
   *
   * @param coarseStep δ¹ in units of 1/16, 1 to 32767
   * @param fineStep δ² in units of 1/16, 1 to 32767
   */
  record Residual(int coarseStep, int fineStep) implements IntegerEncoder {
    public Residual {
      requireStep("encoder.coarseStep", coarseStep);
      requireStep("encoder.fineStep", fineStep);
    }

    @Override
    public int channels(int bands) {
      return 4 * bands;
    }

    private static void requireStep(String field, int step) {
      if (step < 1 || step > Short.MAX_VALUE) {
        throw new SpecException(field, step, "1 to " + Short.MAX_VALUE);
      }
    }
  }

  /** No encoder: the unsigned 8-bit feature itself, C channels. */
  record Direct() implements IntegerEncoder {
    @Override
    public int channels(int bands) {
      return bands;
    }
  }
}
