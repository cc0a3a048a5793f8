package org.keyspike.training;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The settings of what is minimised beside the plain cross-entropy: keys of the recipe's {@code
 * training}.
 *
 * @param rates what the activity of layers costs
 * @param encoderRateWeight λ₀ of the encoder's rate, 0 or more
 * @param labelSmoothing ε, from 0 to below 1
 * @param stateSmoothing σ over the states of a phone ({@link LabelTargets}), from 0; with ε below 1
 * @param distillation a network to learn from, too
 */
public record LossSettings(
    @JsonUnwrapped RateSettings rates,
    double encoderRateWeight,
    double labelSmoothing,
    double stateSmoothing,
    DistillationSettings distillation) {
  /** The plain cross-entropy, which holds where a recipe says nothing. */
  public static final LossSettings USUAL = new LossSettings(0, 0, 0, 0);

  /** With plain penalties on rates, and without a teacher. */
  public LossSettings(
      double rateWeight, double rateTarget, double encoderRateWeight, double labelSmoothing) {
    this(
        new RateSettings(rateWeight, rateTarget),
        encoderRateWeight,
        labelSmoothing,
        0,
        DistillationSettings.NONE);
  }

  public LossSettings {
    TrainingKey.require(
        encoderRateWeight >= 0, "encoderRateWeight", encoderRateWeight, "0 or more");
    TrainingKey.require(
        labelSmoothing >= 0 && labelSmoothing < 1,
        "labelSmoothing",
        labelSmoothing,
        "0 to below 1");
    TrainingKey.require(
        stateSmoothing >= 0 && labelSmoothing + stateSmoothing < 1,
        "stateSmoothing",
        stateSmoothing,
        "0 or more, with labelSmoothing below 1");
  }

  /** The same with another penalty on the layers' activity. */
  public LossSettings withRates(RateSettings other) {
    return new LossSettings(other, encoderRateWeight, labelSmoothing, stateSmoothing, distillation);
  }

  /** The same without a teacher. */
  public LossSettings untaught() {
    return new LossSettings(
        rates, encoderRateWeight, labelSmoothing, stateSmoothing, DistillationSettings.NONE);
  }
}
