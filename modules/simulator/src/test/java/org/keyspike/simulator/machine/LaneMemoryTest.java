package org.keyspike.simulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.hardware.Packing;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.Memory;

/** {@link LaneMemory} and its {@link LaneField}s. */
class LaneMemoryTest {
  /** What lies in one lane of a word together, from bit 0 on. */
  private static final List<List<LaneField>> WORDS =
      List.of(
          List.of(LaneField.LEAK, LaneField.THRESHOLD, LaneField.BIAS),
          List.of(LaneField.ADAPTATION_LEAK, LaneField.COUPLING, LaneField.JUMP),
          List.of(LaneField.COARSE_STEP, LaneField.FINE_STEP),
          List.of(LaneField.ESTIMATE, LaneField.RESIDUAL),
          List.of(LaneField.MEMBRANE),
          List.of(LaneField.ADAPTATION),
          List.of(LaneField.SUM));

  @Test
  void fieldsLieSideBySideWithoutGaps() {
    for (List<LaneField> word : WORDS) {
      int next = 0;
      for (LaneField field : word) {
        assertEquals(next, field.from(), field.key());
        next += field.bits();
      }
    }
  }

  @Test
  void aFieldKeepsWhatIsPutThereAndLeavesItsNeighbours() {
    long cell = LaneField.LEAK.put(0, 255);
    cell = LaneField.THRESHOLD.put(cell, 32767);
    cell = LaneField.BIAS.put(cell, -32768);
    assertEquals(255, LaneField.LEAK.of(cell));
    assertEquals(32767, LaneField.THRESHOLD.of(cell));
    assertEquals(-32768, LaneField.BIAS.of(cell));
    assertEquals(0x80007FFFFFL, cell);
    assertEquals(-1, LaneField.SUM.of(LaneField.SUM.put(0, -1)));
    assertEquals(0xFFFFFFFFL, LaneField.SUM.put(0, -1));
  }

  /** Bit 2·5 + 3 is bit 3 of lane 2: in lanes of 5 bits the sign is bit 4. */
  @Test
  void aLaneOfFewerBitsHasItsOwnSign() {
    LaneMemory memory = new LaneMemory(2, 3, 5);
    memory.flip(1, 2 * 5 + 3);
    assertEquals(8, memory.value(1, 2, LaneField.MEMBRANE));
    memory.flip(1, 2 * 5 + 4);
    assertEquals(-8, memory.value(1, 2, LaneField.MEMBRANE));
    assertEquals(0b11000, memory.peek(1, 2));
    assertEquals(0, memory.peek(1, 1));
    assertEquals(2, memory.words());
    memory.clear();
    assertEquals(0, memory.peek(1, 2));
  }

  /** θ = 4, q = 200, b = 1 in every lane in use; δ¹ = 6, δ² = 3; the readout's b = 0. */
  @Test
  void aMachineHasItsParametersWhereTheLayoutSays() {
    Machine machine = new Machine(TinyImage.frameWise(4, Packing.DENSE), Machines.roomy(4, 4));
    LaneMemory parameters = machine.shared(Memory.PARAMETER);
    LayerPlace place = machine.layout().layers().get(0);
    long neuron = 200 | 4 << 8 | 1 << 24;
    assertEquals(6 | 3 << 16, parameters.peek(machine.layout().encoderSteps(), 1));
    assertEquals(0, parameters.peek(machine.layout().encoderSteps(), 2));
    assertEquals(neuron, parameters.peek(place.parameterWord(0), 3));
    assertEquals(neuron, parameters.peek(place.parameterWord(1), 0));
    assertEquals(0, parameters.peek(place.parameterWord(1), 1));
    assertEquals(List.of(1, 3), List.of(place.parameters(), machine.layout().readoutBiases(0)));
    assertEquals(4, parameters.words());
    assertEquals(40, parameters.laneBits());
  }

  @Test
  void stateIsInMemoryAndFaultsComeBeforeTheirFrame() {
    byte[] clip = {90, 80, 90, 80, 90, 80};
    Machine machine = new Machine(TinyImage.frameWise(4, Packing.DENSE), Machines.roomy(4, 4));
    machine.runTo(clip, 2);
    LaneMemory estimates = machine.shared(Memory.ENCODER);
    assertEquals(12, estimates.value(0, 0, LaneField.ESTIMATE));
    assertEquals(6, estimates.value(0, 1, LaneField.RESIDUAL));
    machine.inject(new MemoryFault(Memory.ENCODER, 0, 32 + 4, 2));
    machine.runTo(clip, 1);
    assertEquals(6, estimates.value(0, 1, LaneField.ESTIMATE));
    for (int again = 0; again < 2; again++) {
      machine.runTo(clip, 2);
      assertEquals(12 ^ 16, estimates.value(0, 1, LaneField.ESTIMATE));
    }
  }

  @Test
  void faultsThatCannotBeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new MemoryFault(Memory.PARAMETER, 0, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new MemoryFault(Memory.SUM, -1, 0, 1));
  }
}
