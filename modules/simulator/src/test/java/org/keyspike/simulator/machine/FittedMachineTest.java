package org.keyspike.simulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerModel;
import org.keyspike.integer.IntegerNetwork;
import org.keyspike.integer.RandomModels;
import org.keyspike.integer.Trace;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.FitException;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.Mechanism;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.MemoryShape;
import org.keyspike.simulator.explain.TraceAgreement;

class FittedMachineTest {
  /** 8 channels, 5 neurons and 2 outputs on 4 lanes; words of 4 weights of 4 bits. */
  @Test
  void itHasTheWordsThatTheImageFills() {
    Architecture machine = FittedMachine.of(TinyImage.frameWise(4, Packing.DENSE));
    assertEquals("fitted", machine.name());
    assertEquals(4, machine.lanes());
    assertEquals(100_000, machine.clockHz());
    assertEquals(Architecture.reference().mechanisms(), machine.mechanisms());
    assertEquals(new MemoryShape(4 * 32, 1, 2, 0), machine.memories().get(Memory.ENCODER));
    // A word of channels, two parities and two steps of the layer.
    assertEquals(new MemoryShape(64, 1 + 4, 8, 0), machine.memories().get(Memory.SPIKE));
    assertEquals(
        new MemoryShape(16, 8 * 2 + 5 * 2 + 5, 1, 0), machine.memories().get(Memory.WEIGHT));
    assertEquals(
        new MemoryShape(4 * 40, 1 + 2 + 1, 2, 0), machine.memories().get(Memory.PARAMETER));
    assertEquals(new MemoryShape(4 * 16, 2, 4, 0), machine.memories().get(Memory.MEMBRANE));
    assertEquals(new MemoryShape(4 * 32, 0, 2, 0), machine.memories().get(Memory.SUM));
  }

  /** Whatever the lanes, packing and network: it takes the image, and one word less does not. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyImageFitsAndJustFits(long seed) {
    IntegerModel model = RandomModels.model(seed);
    byte[] features = RandomModels.features(model, 8, seed);
    for (int lanes : new int[] {1, 13, 32}) {
      WeightImage image =
          Machines.image(model, lanes, seed % 2 == 0 ? Packing.DENSE : Packing.COMPRESSED);
      Architecture machine = FittedMachine.of(image);
      Trace expected = Trace.of(new IntegerNetwork(model), features);
      Trace found = new Machine(image, machine).run(features).trace();
      assertTrue(TraceAgreement.of(0, expected, found).identical());
      assertTrue(FittedMachine.fits(machine, image));
      assertEquals(machine, FittedMachine.filled(machine, image));
      machine
          .memories()
          .forEach(
              (memory, shape) -> {
                if (shape.depth() > 0) {
                  Architecture less = with(machine, memory, shape.depth() - 1);
                  assertThrows(FitException.class, () -> new Machine(image, less), memory::key);
                }
              });
    }
  }

  /** Every memory has ports and latency of the reference machine and takes a word in one access. */
  @Test
  void cyclesAreThoseOfTheReferenceMachine() {
    IntegerModel model = RandomModels.model(11);
    byte[] features = RandomModels.features(model, 8, 11);
    WeightImage image = Machines.image(model, 128);
    assertEquals(
        new Machine(image, Architecture.reference()).run(features).frames(),
        new Machine(image, FittedMachine.of(image)).run(features).frames());
  }

  @Test
  void whatIsFilledOfAnotherMachineKeepsTheWidthOfItsWeightMemory() {
    WeightImage image = TinyImage.frameWise(4, Packing.DENSE);
    Architecture roomy = Machines.roomy(4, 4);
    Architecture filled = FittedMachine.filled(roomy, image);
    assertFalse(FittedMachine.fits(roomy, image));
    assertEquals(1 << 17, filled.memories().get(Memory.WEIGHT).widthBits());
    // Each matrix starts on a row of its own.
    assertEquals(3, filled.memories().get(Memory.WEIGHT).depth());
    assertEquals(64, filled.memories().get(Memory.MEMBRANE).widthBits());
  }

  /** Rows that pruning removed come back on a machine that cannot leave them out. */
  @Test
  void aMachineWithoutAMechanismIsCutToWhatItStores() {
    WeightImage pruned = TinyImage.pruned(4, Packing.DENSE);
    Architecture machine = FittedMachine.of(pruned).without(Mechanism.ROW_REMOVAL);
    assertThrows(FitException.class, () -> new Machine(pruned, machine));
    Architecture more = FittedMachine.like(machine, pruned);
    new Machine(pruned, more);
    assertEquals(4 * 5 * 2 + 8 * 2 + 8, more.memories().get(Memory.WEIGHT).depth());
  }

  private static Architecture with(Architecture machine, Memory memory, int depth) {
    Map<Memory, MemoryShape> memories = new EnumMap<>(machine.memories());
    MemoryShape shape = memories.get(memory);
    memories.put(memory, new MemoryShape(shape.widthBits(), depth, shape.ports(), shape.latency()));
    return new Architecture(
        machine.name(),
        machine.lanes(),
        machine.clockHz(),
        machine.spikeWordBits(),
        machine.mechanisms(),
        memories);
  }
}
