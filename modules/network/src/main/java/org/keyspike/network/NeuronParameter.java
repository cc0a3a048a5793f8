package org.keyspike.network;

/**
 * A parameter that a kind of neuron has for every neuron.
 *
 * @param name after the layer's prefix, such as {@code leak}
 * @param role decides its quantizer
 * @param range what updates are projected to
 * @param initial where it is drawn from, uniformly
 */
public record NeuronParameter(String name, ParameterSpec.Role role, Range range, Range initial) {

  /** β of every leaky neuron: memories of 5 to 50 frames to begin with. */
  public static final NeuronParameter LEAK =
      new NeuronParameter("leak", ParameterSpec.Role.LEAK, Range.OF_LEAK, new Range(0.8, 0.98));

  /** τ of every neuron that fires graded outputs, up to the largest potential that these follow. */
  public static final NeuronParameter THRESHOLD =
      new NeuronParameter(
          "threshold", ParameterSpec.Role.THRESHOLD, new Range(0, 2), new Range(0.25, 0.5));

  /** Refuses values to begin with that updates would be projected away from. */
  void requireInitial(String field, Range found) {
    if (found.low() < range.low() || found.high() > range.high()) {
      throw new SpecException(
          field,
          found.low() + " to " + found.high(),
          "within " + range.low() + " to " + range.high());
    }
  }
}
