package org.keyspike.simulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerCode;
import org.keyspike.integer.IntegerLayer;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerVector;
import org.keyspike.integer.LayeredModel;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.MemoryShape;

/**
 * What codes and delays cost, worked out by hand: 8 channels, 5 neurons without U, two steps, 2
 * outputs, spike words of 4 bits. Nothing spikes.
 */
class CodeCostTest {
  /** Delays up to 3, of two digits: four frames of the ring. */
  private static final Optional<IntegerVector> LATE =
      Optional.of(new IntegerVector(0, 1, 2, 3, 0, 1, 2, 3));

  private static WeightImage image(int lanes, IntegerCode code, Optional<IntegerVector> delays) {
    IntegerModel tiny = TinyImage.frameWise(lanes, Packing.DENSE).model();
    IntegerLayer layer = tiny.layers().get(0);
    IntegerVector above = new IntegerVector(4000, 4000, 4000, 4000, 4000);
    IntegerLayer other =
        new IntegerLayer(
            layer.weight(),
            Optional.empty(),
            layer.bias(),
            layer.leak(),
            above,
            Optional.empty(),
            0,
            0,
            code,
            delays);
    IntegerModel model =
        new LayeredModel(
            tiny.features(),
            tiny.encoder(),
            List.of(other),
            tiny.readout(),
            tiny.timeSteps(),
            tiny.weightBits(),
            tiny.membraneBits());
    return Machines.image(model, lanes);
  }

  private static Architecture ports(int lanes, int spikePorts) {
    Architecture roomy = Machines.roomy(lanes, 4);
    Map<Memory, MemoryShape> memories = new EnumMap<>(roomy.memories());
    MemoryShape spike = roomy.memories().get(Memory.SPIKE);
    memories.put(Memory.SPIKE, new MemoryShape(spike.widthBits(), spike.depth(), spikePorts, 0));
    return new Architecture("ports", lanes, 100_000, 4, roomy.mechanisms(), memories);
  }

  /** Words of the spike memory, and of a frame its reads, its writes, and cycles. */
  private static void costs(
      WeightImage image, int spikePorts, long words, long reads, long writes, long cycles) {
    Machine machine = new Machine(image, ports(image.lanes(), spikePorts));
    byte[] silence = new byte[4];
    FrameCounts frame = machine.run(silence).frames().get(1);
    assertEquals(
        List.of(words, reads, writes, cycles),
        List.of(
            (long) machine.spikes().words(),
            frame.reads(Memory.SPIKE),
            frame.writes(Memory.SPIKE),
            frame.totalCycles()));
  }

  /**
   * Words: 2 of channels, 2 frames of 2 steps of 2. Read: 2 of channels for each of 2 groups, 2 of
   * each step for the readout. Written: one for each of 4 kinds of channel, and for each group and
   * step. Cycles: encode; 2 words and 2 steps of each group; 2 words and the logits.
   */
  @Test
  void spikes() {
    costs(image(4, IntegerCode.SPIKES, Optional.empty()), 16, 10, 8, 8, 1 + 2 * 4 + 3);
  }

  /** Two planes of everything that neurons fire, side by side: no more cycles. */
  @Test
  void powersOfTwo() {
    WeightImage image = image(4, new IntegerCode.PowersOfTwo(3), Optional.empty());
    costs(image, 16, 2 + 16, 4 + 8, 4 + 8, 12);
    FrameCounts frame = new Machine(image, ports(4, 16)).run(new byte[2]).frames().get(0);
    assertEquals(2 * 2 * 5, frame.count(Event.COMPARISONS), "two more levels, in each step");
  }

  /** Three planes, one scan after the other: two scans of two words more. */
  @Test
  void graded() {
    costs(image(4, new IntegerCode.Graded(3, 2), Optional.empty()), 16, 26, 4 + 12, 4 + 12, 12 + 4);
  }

  /**
   * Two groups: two digits and four frames of each of two words, which are written as one frame's,
   * in two cycles each. Words: 8 of the ring, 8 of the layer, 2 that are due, 4 of digits.
   */
  @Test
  void delaysOfSeveralGroups() {
    costs(image(4, IntegerCode.SPIKES, LATE), 16, 22, 2 * 6 + 8, 8 + 2, 12 + 2 * 2);
  }

  /** One group puts them together as it scans; with two ports that takes three cycles a word. */
  @Test
  void delaysOfOneGroup() {
    WeightImage image = image(8, IntegerCode.SPIKES, LATE);
    // Encode; two words, two steps; readout. Neurons touch two words in each step.
    costs(image, 16, 20, 2 * 6 + 4, 8, 1 + 4 + 3);
    costs(image, 2, 20, 2 * 6 + 4, 8, 2 + (3 + 3) + 2 + 3);
  }

  @Test
  void whatIsOneFrameAtMostLateNeedsNoMoreThanU() {
    IntegerVector one = new IntegerVector(0, 1, 0, 1, 0, 1, 0, 1);
    Machine machine = new Machine(image(8, IntegerCode.SPIKES, Optional.of(one)), ports(8, 16));
    assertEquals(new SpikeRegion(0, 2, 1, 1, 2), machine.layout().input());
    assertEquals(new DelayPlace(12, 1, 2, 1), machine.layout().layers().get(0).delaysOrNull());
    int[] none = new int[8];
    Arrays.fill(none, 0);
    Machine never =
        new Machine(
            image(8, IntegerCode.SPIKES, Optional.of(new IntegerVector(none))), ports(8, 16));
    assertEquals(10, never.spikes().words());
  }
}
