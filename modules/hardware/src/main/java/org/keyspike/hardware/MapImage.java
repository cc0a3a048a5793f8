package org.keyspike.hardware;

import org.keyspike.integer.IntegerMap;
import org.keyspike.integer.IntegerVector;

/**
 * A linear map of an image: an {@link IntegerMap} with packed weights.
 *
 * @param weight W
 * @param bias b
 * @param shift left shift of W s
 */
public record MapImage(PackedMatrix weight, IntegerVector bias, int shift) {

  static MapImage of(IntegerMap map, int bits, int lanes, Packing packing) {
    return new MapImage(packing.pack(map.weight(), bits, lanes), map.bias(), map.shift());
  }

  IntegerMap map() {
    return new IntegerMap(weight.unpack(), bias, shift);
  }
}
