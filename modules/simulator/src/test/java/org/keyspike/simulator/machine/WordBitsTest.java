package org.keyspike.simulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.keyspike.hardware.Packing;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.Memory;

class WordBitsTest {
  private static final Architecture MACHINE = Machines.roomy(4, 7);

  @Test
  void lanesShareTheirWords() {
    // Two 16-bit estimates; leak 8, threshold 16 and bias 16; membrane 16; sum 32.
    assertEquals(
        new WordBits(4 * 32, 7, 4 * 40, 4 * 16, 4 * 32),
        WordBits.of(TinyImage.frameWise(4, Packing.DENSE), MACHINE));
  }

  @Test
  void oneEstimateIsEnoughForOnePhase() {
    assertEquals(
        new WordBits(4 * 16, 7, 4 * 40, 4 * 8, 4 * 32),
        WordBits.of(TinyImage.stepForward(4, 8, false), MACHINE));
  }

  @Test
  void anAdaptationHas16BitsHoweverNarrowTheMembrane() {
    assertEquals(4 * 16, WordBits.of(TinyImage.stepForward(4, 8, true), MACHINE).membrane());
  }

  @Test
  void everyMemoryButTheWeightsHasItsWord() {
    WordBits bits = new WordBits(1, 2, 3, 4, 5);
    assertEquals(1, bits.of(Memory.ENCODER));
    assertEquals(2, bits.of(Memory.SPIKE));
    assertEquals(3, bits.of(Memory.PARAMETER));
    assertEquals(4, bits.of(Memory.MEMBRANE));
    assertEquals(5, bits.of(Memory.SUM));
    assertThrows(IllegalArgumentException.class, () -> bits.of(Memory.WEIGHT));
  }
}
