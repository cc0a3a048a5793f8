package org.keyspike.simulator.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.Packing;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.machine.TinyImage;

/** Three frames of two neurons that lie at places 1 and 4 of five. */
class TwinActivationsTest {
  private static final IntegerModel MODEL = TinyImage.frameWise(4, Packing.DENSE).model();
  private static final TraceActivations MEASURED =
      new TraceActivations(
          MODEL,
          List.of(new int[] {0, 1}, new int[] {1, 4}),
          new byte[0],
          new Trace(
              3, 2, 2, new byte[24], List.of(new byte[12]), List.of(), List.of(), new int[6]));
  private static final TwinActivations TWIN =
      new TwinActivations(MEASURED, List.of(new byte[] {1, 2, 3, 0, 2, 3}));

  @Test
  void aNeuronHasTheActivationOfItsFrame() {
    assertArrayEquals(new int[] {0, 1, 0, 0, 2}, TWIN.spikes(0, 0, -1, -1));
    assertArrayEquals(new int[] {0, 3, 0, 0, 0}, TWIN.spikes(0, 1, -1, -1));
    assertArrayEquals(new int[] {0, 2, 0, 0, 3}, TWIN.spikes(0, 2, -1, -1));
    assertArrayEquals(new int[5], TWIN.spikes(0, -1, -1, -1), "none before the first frame");
  }

  @Test
  void aStepIsABitOfIt() {
    assertArrayEquals(new int[] {0, 0, 0, 0, 1}, TWIN.spikes(0, 2, 0, -1));
    assertArrayEquals(new int[] {0, 1, 0, 0, 1}, TWIN.spikes(0, 2, 1, -1));
    assertArrayEquals(new int[] {0, 1, 0, 0, 0}, TWIN.spikes(0, 1, 0, -1));
    assertArrayEquals(new int[5], TWIN.spikes(0, -1, 0, -1), "none before the first frame");
  }

  @Test
  void everyFrameOfEveryNeuronIsDrawn() {
    byte[] drawn = TwinActivations.of(MEASURED, 0).drawn().get(0);
    assertEquals(3 * 2, drawn.length);
    for (byte value : drawn) {
      assertTrue(1 <= value && value <= 3, () -> "drawn " + value);
    }
  }
}
