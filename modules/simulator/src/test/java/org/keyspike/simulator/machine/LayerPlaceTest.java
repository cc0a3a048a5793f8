package org.keyspike.simulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.keyspike.hardware.Packing;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.Memory;

/** Places that a machine of 4 lanes with spike words of 4 bits gives a layer. */
class LayerPlaceTest {
  @Test
  void matricesAndSpikesFollowOneAnother() {
    Layout layout =
        new Machine(TinyImage.frameWise(4, Packing.DENSE), Machines.roomy(4, 4)).layout();
    LayerPlace place = layout.layers().get(0);
    assertEquals(5, place.neurons());
    assertEquals(2, place.groups());
    assertEquals(0, place.weight().base());
    assertEquals(0, place.weight().first());
    // W: 8 inputs in 2 groups of 2 bytes.
    assertEquals(32, place.recurrent().base());
    assertEquals(16, place.recurrent().first());
    // The encoder's 8 channels take two words; 5 neurons take two for each of two frames and steps.
    assertEquals(new SpikeRegion(2, 2, 2, 1, 2), place.outputs());
    // U: 5 inputs in 2 groups of 2 bytes.
    assertEquals(52, layout.readout(0).base());
    assertEquals(26, layout.readout(0).first());
    assertEquals(31, layout.weightWords());
    assertEquals(10, layout.words(Memory.SPIKE));
  }

  @Test
  void aFeedForwardLayerHasNoPlaceForRecurrentWeights() {
    Layout layout = new Machine(TinyImage.keyword(4, 3), Machines.roomy(4, 4)).layout();
    LayerPlace place = layout.layers().get(0);
    assertNull(place.recurrent());
    assertEquals(32, layout.readout(0).base());
    assertEquals(0, place.shiftWeight());
    // H1 has 5 inputs in one group of 2 bytes.
    assertEquals(42, layout.readout(1).base());
    // Eight planes of the two hidden values come after the layer's spikes.
    assertEquals(10, layout.hiddenPlanes());
    assertEquals(18, layout.words(Memory.SPIKE));
  }
}
