package org.keyspike.training;

import org.keyspike.network.OutputCode;
import org.keyspike.network.SpecException;

/**
 * The outputs of graded neurons: the recipe's {@code network.activation}.
 *
 * @param bits A, of an output, 1 to 4
 * @param sparsity share of the potentials that every neuron's threshold is to hold back, 0 to below
 *     1; 0 for thresholds that are learned
 */
public record ActivationSettings(int bits, double sparsity) {
  /** What holds where a recipe says nothing. */
  public static final ActivationSettings USUAL =
      new ActivationSettings(OutputCode.Graded.USUAL_BITS, 0);

  public ActivationSettings {
    new OutputCode.Graded(bits);
    if (!(sparsity >= 0 && sparsity < 1)) {
      throw new SpecException("activation.sparsity", sparsity, "0 to below 1");
    }
  }
}
