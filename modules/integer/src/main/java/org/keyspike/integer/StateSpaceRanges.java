package org.keyspike.integer;

import java.util.List;

/**
 * The ranges that the units of a state space must hold: largest magnitudes on training data, with
 * the headroom wanted.
 *
 * @param stream of r
 * @param rows of v, of each block
 * @param hidden of a keyword readout's hidden layer; ignored frame-wise
 */
public record StateSpaceRanges(float stream, List<Float> rows, float hidden) {
  public StateSpaceRanges {
    rows = List.copyOf(rows);
  }
}
