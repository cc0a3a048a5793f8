package org.keyspike.network;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The indices that structured pruning kept of one place of a network, in the counting of the
 * network that pruning began with.
 *
 * @param place 0 for the bands of the front end, ℓ from 1 for the neurons of layer ℓ
 * @param original how many there were
 * @param indices which of them are left, ascending, at least one
 */
public record KeptIndices(int place, int original, List<Integer> indices) {

  /** The place of the front end's bands. */
  public static final int BANDS = 0;

  public KeptIndices {
    indices = List.copyOf(indices);
    String field = "kept[" + place + "]";
    if (place < 0) {
      throw new SpecException(field, place, "a place of 0 or more");
    }
    if (indices.isEmpty()) {
      throw new SpecException(field, "nothing", "at least one index");
    }
    int previous = -1;
    for (int index : indices) {
      if (index <= previous || index >= original) {
        throw new SpecException(field, index, "indices that ascend and stay below " + original);
      }
      previous = index;
    }
  }

  /** All of a place. */
  public static KeptIndices all(int place, int original) {
    return new KeptIndices(place, original, IntStream.range(0, original).boxed().toList());
  }

  /** The same place with fewer left: indices into what is left now. */
  public KeptIndices of(List<Integer> left) {
    return new KeptIndices(place, original, left.stream().map(indices::get).toList());
  }

  /** Whether nothing is missing. */
  public boolean whole() {
    return indices.size() == original;
  }
}
