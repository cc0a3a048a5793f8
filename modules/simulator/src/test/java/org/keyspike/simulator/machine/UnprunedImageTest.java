package org.keyspike.simulator.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.IntegerReadout;
import org.keyspike.integer.Trace;

/** Two bands become five, five neurons become eight. */
class UnprunedImageTest {
  private static final int[] BANDS = {1, 3};
  private static final int[] NEURONS = {0, 2, 3, 5, 6};
  private static final WeightImage PRUNED = TinyImage.pruned(4, Packing.DENSE);

  @Test
  void placesAreThoseThatPruningKept() {
    List<int[]> places = UnprunedImage.places(PRUNED);
    assertEquals(2, places.size());
    assertArrayEquals(BANDS, places.get(0));
    assertArrayEquals(NEURONS, places.get(1));
    List<int[]> whole = UnprunedImage.places(TinyImage.frameWise(4, Packing.DENSE));
    assertArrayEquals(new int[] {0, 1}, whole.get(0));
    assertArrayEquals(new int[] {0, 1, 2, 3, 4}, whole.get(1));
  }

  @Test
  void weightsMoveToTheirPlacesAndTheRestIsZero() {
    IntegerModel model = UnprunedImage.of(PRUNED).model();
    IntegerLayer before = PRUNED.model().layers().get(0);
    IntegerLayer after = model.layers().get(0);
    assertEquals(8, after.neurons());
    assertEquals(20, after.inputs());
    // Neuron 1 and band 1 of the fine phase's first channel are neuron 2 and band 3 of it.
    assertEquals((3 * 1 + 5) % 15 - 7, after.weight().get(2, 2 * 5 + 3));
    assertEquals(1, after.recurrent().orElseThrow().get(6, 6));
    assertEquals(0, after.recurrent().orElseThrow().get(1, 1));
    IntegerMatrix readout = ((IntegerReadout.FrameWise) model.readout()).weight();
    assertEquals(5, readout.get(0, 6));
    assertEquals(-4, readout.get(1, 6));
    assertEquals(0, readout.get(0, 7));
    assertEquals(before.weight().nonZeros(), after.weight().nonZeros());
    assertEquals(5, after.recurrent().orElseThrow().nonZeros());
  }

  @Test
  void whatWasRemovedCannotSpike() {
    IntegerModel model = UnprunedImage.of(PRUNED).model();
    IntegerLayer layer = model.layers().get(0);
    assertArrayEquals(new int[] {4, 32767, 4, 4, 32767, 4, 4, 32767}, layer.threshold().values());
    assertArrayEquals(new int[] {1, 0, 1, 1, 0, 1, 1, 0}, layer.bias().values());
    assertArrayEquals(new int[] {200, 0, 200, 200, 0, 200, 200, 0}, layer.leak().values());
    IntegerEncoder.Residual encoder = (IntegerEncoder.Residual) model.encoder();
    assertArrayEquals(new int[] {1, 6, 1, 6, 1}, encoder.coarseSteps().values());
    assertArrayEquals(new int[] {1, 3, 1, 3, 1}, encoder.fineSteps().values());
  }

  @Test
  void namesAndPackingStayWhileMapsGo() {
    WeightImage compressed = TinyImage.pruned(8, Packing.COMPRESSED);
    WeightImage restored = UnprunedImage.of(compressed);
    assertEquals(List.of(), restored.kept());
    assertEquals(compressed.classes(), restored.classes());
    assertEquals(8, restored.lanes());
    assertTrue(restored.matrices().stream().anyMatch(matrix -> matrix.word().compressed()));
    assertTrue(
        UnprunedImage.of(PRUNED).matrices().stream()
            .noneMatch(matrix -> matrix.word().compressed()));
  }

  /** Whatever the bands hold that the network never reads. */
  @Test
  void theAnswersAreThoseOfThePrunedNetwork() {
    SplittableRandom random = new SplittableRandom(5);
    byte[] few = new byte[40 * BANDS.length];
    byte[] all = new byte[40 * 5];
    random.nextBytes(all);
    for (int t = 0; t < 40; t++) {
      for (int c = 0; c < BANDS.length; c++) {
        few[t * BANDS.length + c] = all[t * 5 + BANDS[c]];
      }
    }
    Trace pruned = Trace.of(new IntegerNetwork(PRUNED.model()), few);
    Trace restored = Trace.of(new IntegerNetwork(UnprunedImage.of(PRUNED).model()), all);
    assertArrayEquals(pruned.logits(), restored.logits());
    int spikes = 0;
    for (byte spike : pruned.spikes().get(0)) {
      spikes += spike;
    }
    assertTrue(spikes > 20, spikes + " spikes");
  }
}
