package org.keyspike.engine.vector;

import org.keyspike.network.SpecException;
import org.keyspike.training.LearningRule;

/**
 * Where a learning rule lets no gradient pass.
 *
 * @param stages between encoder, layers and readout: each gets the error through a feedback matrix
 * @param recurrence through U, through the reset, and through the encoder's estimates
 * @param membrane from a step to the one before through the neuron's own state
 */
record Cuts(boolean stages, boolean recurrence, boolean membrane) {
  static final Cuts NONE = new Cuts(false, false, false);

  /**
   * The cuts of a rule.
   *
   * @throws SpecException if this engine does not know it
   */
  static Cuts of(LearningRule rule) {
    return switch (rule.name()) {
      case "bptt" -> NONE;
      case "dfa-trace" -> new Cuts(true, true, false);
      case "dfa-instant" -> new Cuts(true, true, true);
      default ->
          throw new SpecException(
              "training.rule",
              rule.name() + ", which engine vector does not compute",
              "bptt, dfa-trace or dfa-instant, or training.engine djl");
    };
  }
}
