package org.keyspike.training;

/**
 * The settings of what is minimised beside the plain cross-entropy: keys of the recipe's {@code
 * training}.
 *
 * @param rateWeight λ of the layers' spike-rate penalty, 0 or more
 * @param rateTarget mean rate of the layers at or below which that penalty rests, 0 to below 1
 * @param encoderRateWeight λ₀ of the encoder's, 0 or more
 * @param labelSmoothing ε, from 0 to below 1
 */
public record LossSettings(
    double rateWeight, double rateTarget, double encoderRateWeight, double labelSmoothing) {
  /** The plain cross-entropy, which holds where a recipe says nothing. */
  public static final LossSettings USUAL = new LossSettings(0, 0, 0, 0);

  public LossSettings {
    TrainingKey.require(rateWeight >= 0, "rateWeight", rateWeight, "0 or more");
    TrainingKey.require(
        rateTarget >= 0 && rateTarget < 1, "rateTarget", rateTarget, "0 to below 1");
    TrainingKey.require(
        encoderRateWeight >= 0, "encoderRateWeight", encoderRateWeight, "0 or more");
    TrainingKey.require(
        labelSmoothing >= 0 && labelSmoothing < 1,
        "labelSmoothing",
        labelSmoothing,
        "0 to below 1");
  }

  /** The same with another penalty on the layers' rates. */
  public LossSettings withRates(double newRateWeight, double newRateTarget) {
    return new LossSettings(newRateWeight, newRateTarget, encoderRateWeight, labelSmoothing);
  }
}
