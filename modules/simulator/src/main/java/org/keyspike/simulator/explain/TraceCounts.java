package org.keyspike.simulator.explain;

/**
 * How many numbers of traces were compared, by kind.
 *
 * @param spikes of the encoder and of all layers
 * @param potentials of membranes
 * @param adaptations of membranes
 * @param states of a state space, with what moves them: steps, clocks, B and C
 * @param logits of clips, or of frames
 */
public record TraceCounts(
    long spikes, long potentials, long adaptations, long states, long logits) {

  /** Of nothing. */
  public static final TraceCounts NONE = new TraceCounts(0, 0, 0, 0, 0);

  /** Both together. */
  public TraceCounts plus(TraceCounts other) {
    return new TraceCounts(
        spikes + other.spikes,
        potentials + other.potentials,
        adaptations + other.adaptations,
        states + other.states,
        logits + other.logits);
  }

  /** Numbers of all kinds. */
  public long total() {
    return spikes + potentials + adaptations + states + logits;
  }
}
