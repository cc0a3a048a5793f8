package org.keyspike.training;

import java.util.Optional;
import org.keyspike.network.Parameters;
import org.keyspike.network.SpecException;

/**
 * The objective: what is minimised, and by which rule: mean cross-entropy + Σ_ℓ P_ℓ over the
 * spiking layers ({@link ActivityPenalty}; plainly λ Σ_ℓ mean(s^ℓ)) + λ₀ mean(s⁰) of the encoder;
 * frame-wise the mean is over valid frames. With a teacher {@link SoftTargets} say what takes the
 * cross-entropy's place.
 *
 * @param rule how gradients are found
 * @param feedback the matrices of a rule that needs them ({@link Feedback})
 * @param activity the penalty on the layers' activity
 * @param encoderRateWeight λ₀, 0 or more
 * @param targets what the labels stand for
 * @param teacher what another network answered to the same batch, if one teaches
 * @param encoder what moves the encoder's steps
 * @param seed of dropout
 * @param sigma σ of the Gaussian by which delays see their channels, frames, above 0
 */
public record Objective(
    LearningRule rule,
    Parameters feedback,
    ActivityPenalty activity,
    double encoderRateWeight,
    LabelTargets targets,
    Optional<SoftTargets> teacher,
    EncoderLearning encoder,
    long seed,
    double sigma) {

  /**
   * Checks that the rule can move the encoder's steps by their goal and by their penalty.
   *
   * @throws org.keyspike.network.SpecException if it cannot
   */
  public Objective {
    encoder.require(rule);
    rule.requireEncoderRateWeight(encoderRateWeight);
    if (!(sigma > 0)) {
      throw new SpecException("objective.sigma", sigma, "above 0");
    }
  }

  /** An objective for whole delays: σ is what it is at the end of a training. */
  public Objective(
      LearningRule rule,
      Parameters feedback,
      double rateWeight,
      double encoderRateWeight,
      double labelSmoothing,
      Optional<SoftTargets> teacher,
      EncoderLearning encoder,
      long seed) {
    this(
        rule,
        feedback,
        ActivityPenalty.ofRates(rateWeight),
        encoderRateWeight,
        LabelTargets.smoothed(labelSmoothing),
        teacher,
        encoder,
        seed,
        DelayLearning.LAST_SIGMA);
  }

  /** An objective without a teacher. */
  public Objective(
      LearningRule rule,
      Parameters feedback,
      double rateWeight,
      double encoderRateWeight,
      double labelSmoothing,
      EncoderLearning encoder,
      long seed) {
    this(
        rule,
        feedback,
        rateWeight,
        encoderRateWeight,
        labelSmoothing,
        Optional.empty(),
        encoder,
        seed);
  }

  /** λ of the layers' rates. */
  public double rateWeight() {
    return activity.weight();
  }

  /** The same with another penalty on the layers' activity. */
  public Objective with(ActivityPenalty other) {
    return new Objective(
        rule, feedback, other, encoderRateWeight, targets, teacher, encoder, seed, sigma);
  }

  /** The same with another σ. */
  public Objective withSigma(double other) {
    return new Objective(
        rule, feedback, activity, encoderRateWeight, targets, teacher, encoder, seed, other);
  }

  /** Plain backpropagation through time with a penalty on rates. */
  public static Objective bptt(double rateWeight) {
    return new Objective(new Bptt(), Feedback.NONE, rateWeight, 0, 0, EncoderLearning.TASK, 0);
  }
}
