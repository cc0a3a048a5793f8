package org.keyspike.hardware;

import org.keyspike.integer.IntegerVector;
import org.keyspike.network.SpecException;

/**
 * What structured pruning left of one place of the network.
 *
 * @param place 0 for the bands of the front end, ℓ from 1 for the neurons of layer ℓ
 * @param original how many there were, at most 65536
 * @param kept which of them are left, ascending
 */
public record KeptMap(int place, int original, IntegerVector kept) {

  /** The largest number of bands or neurons that a map can tell apart. */
  public static final int LARGEST_ORIGINAL = 1 << 16;

  public KeptMap {
    if (place < 0 || original < 1 || original > LARGEST_ORIGINAL) {
      throw new SpecException("kept[" + place + "].original", original, "1 to " + LARGEST_ORIGINAL);
    }
    int previous = -1;
    for (int index : kept.values()) {
      if (index <= previous || index >= original) {
        throw new SpecException(
            "kept[" + place + "]", index, "indices that ascend and stay below " + original);
      }
      previous = index;
    }
  }
}
