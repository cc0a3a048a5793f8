package org.keyspike.simulator.machine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class KeptFieldTest {
  private final LaneMemory memory = new LaneMemory(3, 2, 40);

  @Test
  void lanesOfTheNextWordFollow() {
    memory.load(1, LaneField.THRESHOLD, new int[] {5, -6, 7});
    memory.load(1, LaneField.LEAK, new int[] {200, 201, 202});
    assertArrayEquals(
        new int[] {5, -6, 7}, new KeptField(memory, 1, LaneField.THRESHOLD, 3).values());
    assertArrayEquals(
        new int[] {200, 201, 202}, new KeptField(memory, 1, LaneField.LEAK, 3).values());
  }

  @Test
  void aFaultIsSeenAndOtherwiseNothingIsReadAgain() {
    memory.load(0, LaneField.LEAK, new int[] {8, 9});
    KeptField leak = new KeptField(memory, 0, LaneField.LEAK, 2);
    int[] values = leak.values();
    assertArrayEquals(new int[] {8, 9}, values);
    values[0] = 77;
    assertSame(values, leak.values());
    assertArrayEquals(new int[] {77, 9}, leak.values());
    memory.flip(0, 41);
    assertArrayEquals(new int[] {8, 11}, leak.values());
  }
}
