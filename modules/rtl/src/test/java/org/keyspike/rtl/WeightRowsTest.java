package org.keyspike.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keyspike.hardware.Packing;
import org.keyspike.hardware.WeightImage;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Machines;
import org.keyspike.simulator.Memory;
import org.keyspike.simulator.MemoryShape;
import org.keyspike.simulator.machine.TinyImage;

class WeightRowsTest {
  /** Words of 4 lanes have 2 bytes. */
  @ParameterizedTest
  @ValueSource(ints = {8, 16, 24, 33, 48, 100, 112, 1200})
  void aMultiplicationDividesByTheWordsOfARow(int width) {
    Architecture roomy = Machines.roomy(4, 8);
    Map<Memory, MemoryShape> memories = new EnumMap<>(roomy.memories());
    memories.put(Memory.WEIGHT, new MemoryShape(width, 1 << 10, 1, 0));
    Architecture machine =
        new Architecture(
            "rows", 4, roomy.clockHz(), roomy.spikeWordBits(), roomy.mechanisms(), memories);
    WeightImage image = TinyImage.frameWise(4, Packing.DENSE);
    MachineProgram program = new VerilogMachine(image, machine).program();
    WeightRows rows = program.weightRows();
    for (Instruction scan : program.instructions()) {
      if (scan.operation() == Operation.SCAN) {
        long inRow = Math.max(1, width / 16);
        assertEquals(inRow, scan.get(Field.WORDS_IN_ROW));
        for (long number = 0; number < 1L << rows.numberBits(); number++) {
          long quotient = number * scan.get(Field.WORDS_INVERSE) >> rows.inverseShift();
          assertEquals(number / inRow, quotient);
        }
      }
    }
    assertEquals(
        rows.rows(), rows.content(new VerilogMachine(image, machine).machine().weights()).size());
  }
}
