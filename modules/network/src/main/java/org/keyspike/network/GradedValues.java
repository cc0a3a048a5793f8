package org.keyspike.network;

/**
 * The ranges that graded neurons start from.
 *
 * @param leak range of β: without a reset, long memories would fill every output
 * @param threshold range of τ, in potentials whose outputs end at 2
 */
public record GradedValues(Range leak, Range threshold) {

  /** What the kinds name. */
  public static final GradedValues USUAL =
      new GradedValues(GradedDynamics.LEAK.initial(), NeuronParameter.THRESHOLD.initial());

  public GradedValues {
    GradedDynamics.LEAK.requireInitial("graded.leak", leak);
    NeuronParameter.THRESHOLD.requireInitial("graded.threshold", threshold);
  }
}
