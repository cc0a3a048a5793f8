package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.keyspike.hardware.Packing;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerModel;
import org.keyspike.simulator.machine.TinyImage;

class SumBitsTest {
  /**
   * Rows of W have magnitudes of 43 at most, those of U of 1; the readout's of 15, in two steps.
   */
  @Test
  void aSumHasTheBitsThatAllInputsTogetherReach() {
    IntegerModel model = TinyImage.frameWise(4, Packing.DENSE).model();
    IntegerLayer layer = model.layers().get(0);
    int most = (43 << layer.shiftWeight()) + (1 << layer.shiftRecurrent());
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(most) + 1;
    assertEquals(bits, SumBits.of(model));
  }

  /** Hidden units of 8 bits reach further than spikes: 255 times 1 + 0 or 2 + 1. */
  @Test
  void hiddenUnitsCountWithTheirBits() {
    IntegerModel model = TinyImage.keyword(4, 2).model();
    IntegerLayer layer = model.layers().get(0);
    int most = Math.max(43 << layer.shiftWeight(), 255 * 3);
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(most) + 1;
    assertEquals(bits, SumBits.of(model));
  }
}
