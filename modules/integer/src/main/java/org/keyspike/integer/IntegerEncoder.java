package org.keyspike.integer;

/** The encoder in integers: from 8-bit features to the first layer's input. */
public sealed interface IntegerEncoder {

  /** The largest step. */
  int LARGEST_STEP = Short.MAX_VALUE;

  /** The number of channels that C bands become. */
  int channels(int bands);

  /**
   * The two-phase residual encoder: 4C spike channels in the order coarse⁺, coarse⁻, fine⁺, fine⁻.
   *
   * @param coarseSteps δ¹ of every band, (C), in units of 1/16, 1 to 32767
   * @param fineSteps δ² of every band, (C), in units of 1/16, 1 to 32767
   */
  record Residual(IntegerVector coarseSteps, IntegerVector fineSteps) implements IntegerEncoder {
    public Residual {
      requireSteps("encoder.coarseSteps", coarseSteps, coarseSteps.size());
      requireSteps("encoder.fineSteps", fineSteps, coarseSteps.size());
    }

    @Override
    public int channels(int bands) {
      return 4 * bands;
    }
  }

  /**
   * The coarse phase alone: 2C spike channels in the order coarse⁺, coarse⁻.
   *
   * @param coarseSteps δ¹ of every band, (C), in units of 1/16, 1 to 32767
   */
  record StepForward(IntegerVector coarseSteps) implements IntegerEncoder {
    public StepForward {
      requireSteps("encoder.coarseSteps", coarseSteps, coarseSteps.size());
    }

    @Override
    public int channels(int bands) {
      return 2 * bands;
    }
  }

  /** No encoder: the unsigned 8-bit feature itself, C channels. */
  record Direct() implements IntegerEncoder {
    @Override
    public int channels(int bands) {
      return bands;
    }
  }

  private static void requireSteps(String field, IntegerVector steps, int bands) {
    IntegerLayer.requireValues(field, steps, bands, 1, LARGEST_STEP);
  }
}
