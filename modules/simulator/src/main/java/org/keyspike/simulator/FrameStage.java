package org.keyspike.simulator;

/**
 * A part of the work of a frame, by which everything is counted.
 *
 * @param layer 0 for the encoder and a state space's embedding, ℓ from 1 for a layer or block, the
 *     number of these + 1 for the readout
 * @param phase what is done there
 */
public record FrameStage(int layer, Phase phase) {
  // These are written out, as Java makes the code of a record's own when it is first called.
  @Override
  public boolean equals(Object other) {
    return other instanceof FrameStage that && layer == that.layer && phase == that.phase;
  }

  @Override
  public int hashCode() {
    return 31 * layer + phase.hashCode();
  }
}
