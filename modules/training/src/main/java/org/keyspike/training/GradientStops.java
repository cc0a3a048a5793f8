package org.keyspike.training;

/**
 * The places where a learning rule lets no gradient pass.
 *
 * @param stages between encoder, layers and readout: each gets the error through a feedback matrix
 *     or, without feedback, none
 * @param recurrence through U, through the reset, and through the encoder's estimates
 * @param membrane from a step to the one before through the neuron's own state
 */
public record GradientStops(boolean stages, boolean recurrence, boolean membrane) {
  /** Gradients pass everywhere. */
  public static final GradientStops NONE = new GradientStops(false, false, false);
}
