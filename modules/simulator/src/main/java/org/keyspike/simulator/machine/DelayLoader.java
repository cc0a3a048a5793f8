package org.keyspike.simulator.machine;

import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerVector;

/**
 * The loader of the delays of an image, digit by digit, into the last words of the spike memory.
 */
final class DelayLoader {
  private DelayLoader() {}

  static void load(WeightImage image, Layout layout, SpikeMemory memory) {
    StateSpacePlace stream = layout.stateSpaceOrNull();
    if (stream != null && stream.delaysOrNull() != null) {
      load(
          image.stateSpace().orElseThrow().stream().delays().orElseThrow(),
          stream.delaysOrNull(),
          memory);
    }
    for (int l = 0; l < layout.layers().size(); l++) {
      DelayPlace place = layout.layers().get(l).delaysOrNull();
      if (place != null) {
        load(image.layers().get(l).delays().orElseThrow(), place, memory);
      }
    }
    memory.keepFrom(layout.delayDigits());
  }

  private static void load(IntegerVector delays, DelayPlace place, SpikeMemory memory) {
    byte[] values = new byte[delays.size()];
    for (int j = 0; j < values.length; j++) {
      values[j] = (byte) delays.get(j);
    }
    memory.putPlanes(place.base(), values.length, 0, values, 0, values.length, place.digits());
  }
}
