package org.keyspike.network;

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
 */
public record InitialValues(
    Range leak,
    Range adaptationLeak,
    Range adaptationCoupling,
    Range adaptationJump,
    double recurrentScale,
    double normScale) {

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

  public InitialValues {
    requireWithin("leak", leak, NeuronParameter.LEAK);
    requireWithin("adaptationLeak", adaptationLeak, AdaptiveDynamics.LEAK);
    requireWithin("adaptationCoupling", adaptationCoupling, AdaptiveDynamics.COUPLING);
    requireWithin("adaptationJump", adaptationJump, AdaptiveDynamics.JUMP);
    if (!(recurrentScale >= 0) || Double.isInfinite(recurrentScale)) {
      throw new SpecException("recurrentScale", recurrentScale, "0 or more");
    }
    if (!(normScale > 0) || Double.isInfinite(normScale)) {
      throw new SpecException("normScale", normScale, "a number above 0");
    }
  }

  /** What a neuron's own parameter is drawn from: its kind's own range where none stands here. */
  Range of(NeuronParameter parameter) {
    if (parameter.name().equals(NeuronParameter.LEAK.name())) {
      return leak;
    }
    if (parameter.name().equals(AdaptiveDynamics.LEAK.name())) {
      return adaptationLeak;
    }
    if (parameter.name().equals(AdaptiveDynamics.COUPLING.name())) {
      return adaptationCoupling;
    }
    return parameter.name().equals(AdaptiveDynamics.JUMP.name())
        ? adaptationJump
        : parameter.initial();
  }

  private static void requireWithin(String field, Range found, NeuronParameter parameter) {
    Range possible = parameter.range();
    if (found.low() < possible.low() || found.high() > possible.high()) {
      throw new SpecException(
          field,
          found.low() + " to " + found.high(),
          "within " + possible.low() + " to " + possible.high());
    }
  }
}
