package org.keyspike.engine.djl;

/**
 * Where a learning rule lets no gradient pass.
 *
 * @param stages between encoder, layers and readout
 * @param recurrence through U, through the reset, and through the encoder's estimates
 * @param membrane from a step to the one before through the neuron's own state
 */
public record Cuts(boolean stages, boolean recurrence, boolean membrane) {
  /** Gradients pass everywhere. */
  public static final Cuts NONE = new Cuts(false, false, false);
}
