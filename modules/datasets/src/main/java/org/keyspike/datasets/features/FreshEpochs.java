package org.keyspike.datasets.features;

import org.keyspike.datasets.Seeds;

/**
 * The epochs in which clips are varied anew. With φ in [0, 1) drawn for each clip, a clip's
 * variation in epoch e is its number
 *
 * <pre>
 *   g(e) = ⌊fresh·e + φ⌋
 * </pre>
 *
 * <p>so that in every epoch about as large a share of the clips as {@code fresh} says has a new
 * one, each clip in turn. It depends on seed, epoch and clip only; with 1 every epoch has its own.
 *
 * @param fresh share of the clips, above 0 to 1
 * @param seed of the draws
 */
record FreshEpochs(double fresh, long seed) {
  /** Sets these draws apart from others for the same clip. */
  private static final int PHASE = 2;

  /** The epoch in which the variation came up that a clip has in an epoch. */
  int since(int epoch, int clip) {
    double phase = (Seeds.derive(seed, clip, PHASE, PHASE, PHASE) >>> 11) * 0x1p-53;
    double now = number(epoch, phase);
    int since = epoch;
    while (since > 0 && number(since - 1, phase) == now) {
      since--;
    }
    return since;
  }

  private double number(int epoch, double phase) {
    return Math.floor(fresh * epoch + phase);
  }
}
