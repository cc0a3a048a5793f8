package org.keyspike.training;

import org.keyspike.network.Neuron;
import org.keyspike.network.OutputCode;
import org.keyspike.network.SpecException;

/**
 * What travels between layers: keys of the recipe's {@code network}.
 *
 * @param levels K of neurons that fire powers of two, 2 to 4; unused by others
 * @param activation of graded neurons; unused by others
 * @param delays of input channels
 */
public record SignalSettings(int levels, ActivationSettings activation, DelaySettings delays) {
  /** What holds where a recipe says nothing. */
  public static final SignalSettings USUAL =
      new SignalSettings(
          OutputCode.PowersOfTwo.USUAL_LEVELS, ActivationSettings.USUAL, DelaySettings.USUAL);

  /**
   * Checks the levels.
   *
   * @throws SpecException if they cannot be
   */
  public SignalSettings {
    new OutputCode.PowersOfTwo(levels);
  }

  /** What a kind of neuron fires. */
  OutputCode code(Neuron neuron) {
    return switch (neuron.outputs()) {
      case SPIKES -> new OutputCode.Spikes();
      case POWERS_OF_TWO -> new OutputCode.PowersOfTwo(levels);
      case GRADED -> new OutputCode.Graded(activation.bits());
    };
  }
}
