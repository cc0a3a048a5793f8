package org.keyspike.simulator.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.keyspike.hardware.PackedMatrix;
import org.keyspike.integer.IntegerMatrix;
import org.keyspike.simulator.MemoryShape;

/** A matrix of 5 outputs and 3 inputs with 4-bit weights on 4 lanes: 6 words of 2 bytes. */
class MatrixPlaceTest {
  private static final PackedMatrix MATRIX =
      PackedMatrix.of(new IntegerMatrix(5, 3, new byte[15]), 4, 4);

  private static MemoryShape memory(int widthBits) {
    return new MemoryShape(widthBits, 100, 1, 0);
  }

  private static MatrixPlace place(int widthBits) {
    return MatrixPlace.of(MATRIX, 100, 50, memory(widthBits));
  }

  @Test
  void wordsLieInputByInputThenGroupByGroup() {
    MatrixPlace place = place(64);
    assertEquals(100, place.address(0, 0));
    assertEquals(102, place.address(0, 1));
    assertEquals(104, place.address(1, 0));
    assertEquals(110, place.address(2, 1));
    assertEquals(50, place.number(0, 0));
    assertEquals(51, place.number(0, 1));
    assertEquals(55, place.number(2, 1));
  }

  @Test
  void theLastGroupHasTheOutputsThatAreLeft() {
    MatrixPlace place = place(64);
    assertEquals(5, place.rows());
    assertEquals(3, place.columns());
    assertEquals(2, place.groups());
    assertEquals(4, place.count(0));
    assertEquals(1, place.count(1));
  }

  @Test
  void narrowWordsShareARowOfTheMemory() {
    assertEquals(1, place(64).accesses());
    assertEquals(2, place(64).memoryRows(memory(64)), "four words a row");
    assertEquals(3, place(40).memoryRows(memory(40)), "two words a row, 8 bits are left over");
    assertEquals(6, place(16).memoryRows(memory(16)));
  }

  @Test
  void wideWordsTakeSeveralRowsAndAccesses() {
    assertEquals(2, place(15).accesses());
    assertEquals(12, place(15).memoryRows(memory(15)));
    assertEquals(3, place(6).accesses());
    assertEquals(18, place(6).memoryRows(memory(6)));
    assertEquals(16, place(1).accesses());
  }
}
