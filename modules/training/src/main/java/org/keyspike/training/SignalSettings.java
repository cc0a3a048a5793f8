package org.keyspike.training;

import org.keyspike.network.Neuron;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Reset;
import org.keyspike.network.SpecException;

/**
 * What travels between layers: keys of the recipe's {@code network}.
 *
 * @param reset what a spike leaves of the potential: to zero of some kinds alone
 * @param levels K of neurons that fire powers of two, 2 to 4; unused by others
 * @param activation of graded neurons; unused by others
 * @param delays of input channels
 */
public record SignalSettings(
    Reset reset, int levels, ActivationSettings activation, DelaySettings delays) {
  /** What holds where a recipe says nothing. */
  public static final SignalSettings USUAL =
      new SignalSettings(
          Reset.SUBTRACT,
          OutputCode.PowersOfTwo.USUAL_LEVELS,
          ActivationSettings.USUAL,
          DelaySettings.USUAL);

  /**
   * Checks the levels.
   *
   * @throws SpecException if they cannot be
   */
  public SignalSettings {
    new OutputCode.PowersOfTwo(levels);
  }

  /** With the usual reset. */
  public SignalSettings(int levels, ActivationSettings activation, DelaySettings delays) {
    this(Reset.SUBTRACT, levels, activation, delays);
  }

  /**
   * Refuses values that a kind of neuron does not use: who sets them means another kind.
   *
   * @throws SpecException naming the key
   */
  void require(Neuron neuron) {
    requireUsed("levels", levels, USUAL.levels, neuron, OutputCode.Sort.POWERS_OF_TWO, "shift-lif");
    requireUsed(
        "activation.bits",
        activation.bits(),
        USUAL.activation.bits(),
        neuron,
        OutputCode.Sort.GRADED,
        "fatrelu");
    requireUsed(
        "activation.sparsity",
        activation.sparsity(),
        USUAL.activation.sparsity(),
        neuron,
        OutputCode.Sort.GRADED,
        "fatrelu");
    if (reset == Reset.ZERO && !neuron.resetsToZero()) {
      throw new SpecException(
          "reset",
          "zero with network.neuron " + neuron.name() + ", which cannot be",
          "subtract, or a neuron such as rlif");
    }
  }

  private static void requireUsed(
      String key, Number found, Number usual, Neuron neuron, OutputCode.Sort sort, String example) {
    if (neuron.outputs() != sort && !found.equals(usual)) {
      throw new SpecException(
          key,
          found + " with network.neuron " + neuron.name() + ", which does not use it",
          usual + ", or a neuron such as " + example);
    }
  }

  /** What a kind of neuron fires. */
  OutputCode code(Neuron neuron) {
    return switch (neuron.outputs()) {
      case SPIKES -> new OutputCode.Spikes(reset);
      case POWERS_OF_TWO -> new OutputCode.PowersOfTwo(levels);
      case GRADED -> new OutputCode.Graded(activation.bits());
    };
  }
}
