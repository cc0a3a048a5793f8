package org.keyspike.network;

import java.util.Map;

/**
 * The ranges that a network starts from: what {@link Initializer} draws from, as far as a recipe
 * may change it.
 *
 * @param leak range of β
 * @param adaptationLeak range of ρ, of adaptive neurons
 * @param adaptationCoupling range of a, of adaptive neurons
 * @param adaptationJump range of γ, of adaptive neurons
 * @param recurrentScale U is a random orthogonal matrix times this, 0 or more
 * @param normScale standard deviation that batch norm gives sums, above 0
 * @param graded of graded neurons
 * @param timeConstants of adaptive neurons by time constants
 */
public record InitialValues(
    Range leak,
    Range adaptationLeak,
    Range adaptationCoupling,
    Range adaptationJump,
    double recurrentScale,
    double normScale,
    GradedValues graded,
    TimeConstantValues timeConstants) {

  /**
   * What the kinds of neuron name, and ½ for both scales. The halves were measured: with 1 a leak
   * near 1 sums currents up to rates of 0.2 to 0.3 at the start, and learning takes several times
   * as many epochs.
   */
  public static final InitialValues USUAL =
      new InitialValues(
          NeuronParameter.LEAK.initial(),
          AdaptiveDynamics.LEAK.initial(),
          AdaptiveDynamics.COUPLING.initial(),
          AdaptiveDynamics.JUMP.initial(),
          0.5,
          0.5);

  /** The usual values for graded neurons and those by time constants. */
  public InitialValues(
      Range leak,
      Range adaptationLeak,
      Range adaptationCoupling,
      Range adaptationJump,
      double recurrentScale,
      double normScale) {
    this(
        leak,
        adaptationLeak,
        adaptationCoupling,
        adaptationJump,
        recurrentScale,
        normScale,
        GradedValues.USUAL,
        TimeConstantValues.USUAL);
  }

  public InitialValues {
    NeuronParameter.LEAK.requireInitial("leak", leak);
    AdaptiveDynamics.LEAK.requireInitial("adaptationLeak", adaptationLeak);
    AdaptiveDynamics.COUPLING.requireInitial("adaptationCoupling", adaptationCoupling);
    AdaptiveDynamics.JUMP.requireInitial("adaptationJump", adaptationJump);
    if (!(recurrentScale >= 0) || Double.isInfinite(recurrentScale)) {
      throw new SpecException("recurrentScale", recurrentScale, "0 or more");
    }
    if (!(normScale > 0) || Double.isInfinite(normScale)) {
      throw new SpecException("normScale", normScale, "a number above 0");
    }
  }

  /** What a neuron's own parameter is drawn from: its kind's own range where none stands here. */
  Range of(Neuron neuron, NeuronParameter parameter) {
    if (neuron instanceof GradedDynamics) {
      return parameter.equals(GradedDynamics.LEAK) ? graded.leak() : graded.threshold();
    }
    Map<NeuronParameter, Range> asked =
        Map.of(
            NeuronParameter.LEAK,
            leak,
            AdaptiveDynamics.LEAK,
            adaptationLeak,
            AdaptiveDynamics.COUPLING,
            adaptationCoupling,
            AdaptiveDynamics.JUMP,
            adaptationJump,
            TimeConstantDynamics.MEMBRANE,
            timeConstants.membraneFrames(),
            TimeConstantDynamics.ADAPTATION,
            timeConstants.adaptationFrames(),
            TimeConstantDynamics.STRENGTH,
            timeConstants.strength(),
            TimeConstantDynamics.RELATIVE_JUMP,
            timeConstants.jump());
    return asked.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(parameter.name()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(parameter.initial());
  }
}
