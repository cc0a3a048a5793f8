package org.keyspike.hardware;

import java.util.Optional;
import org.keyspike.integer.IntegerBlock;

/**
 * One block of a state space of an image: an {@link IntegerBlock} with packed weights.
 *
 * @param in from u to x̂ (N), ẑ (N), B̂ (S), Ĉ (S), p (H)
 * @param out from y′ to the stream
 * @param thresholds τ of its neurons; empty unless they are graded
 * @param valueFraction F_v, bits below the point of what the first map makes
 */
public record BlockImage(
    MapImage in, MapImage out, Optional<IntegerBlock.Thresholds> thresholds, int valueFraction) {

  static BlockImage of(IntegerBlock block, int bits, int lanes, Packing packing) {
    return new BlockImage(
        MapImage.of(block.in(), bits, lanes, packing),
        MapImage.of(block.out(), bits, lanes, packing),
        block.thresholds(),
        block.valueFraction());
  }

  /** N. */
  public int channels() {
    return out.weight().columns();
  }

  IntegerBlock block() {
    return new IntegerBlock(in.map(), out.map(), thresholds, valueFraction);
  }
}
