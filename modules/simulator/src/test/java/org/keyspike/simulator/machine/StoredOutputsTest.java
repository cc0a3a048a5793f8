package org.keyspike.simulator.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.keyspike.integer.IntegerCode;

class StoredOutputsTest {
  /** Of three levels 4, 2 and 1 are stored as 3, 2 and 1; the threshold 12 is halved to 6 and 3. */
  @Test
  void powersOfTwoAreStoredByTheirExponent() {
    int[] potentials = {-40, 2, 3, 5, 6, 11, 12, 40};
    assertArrayEquals(
        new int[] {0, 0, 1, 1, 2, 2, 3, 3},
        IntStream.of(potentials).map(u -> StoredOutputs.power(3, u, 12)).toArray());
    assertArrayEquals(
        new int[] {-40, 2, 0, 2, 0, 5, 0, 28},
        IntStream.of(potentials)
            .map(u -> StoredOutputs.left(3, u, 12, StoredOutputs.power(3, u, 12)))
            .toArray());
    IntegerCode code = new IntegerCode.PowersOfTwo(4);
    assertArrayEquals(
        new int[] {0, 1, 2, 4, 8},
        IntStream.range(0, 5).map(stored -> StoredOutputs.output(code, stored)).toArray());
  }

  @Test
  void gradedOutputsAreStoredAsTheyAre() {
    IntegerCode.Graded code = new IntegerCode.Graded(2, 3);
    assertArrayEquals(
        new int[] {0, 0, 0, 1, 2, 3, 3},
        IntStream.of(-100, 7, 11, 12, 16, 31, 32)
            .map(u -> StoredOutputs.graded(code, u, 12))
            .toArray());
    assertEquals(0, StoredOutputs.graded(code, -1, -5), "a threshold that a fault made negative");
    assertEquals(3, StoredOutputs.output(code, 3));
    assertEquals(1, StoredOutputs.output(IntegerCode.SPIKES, 1));
  }
}
