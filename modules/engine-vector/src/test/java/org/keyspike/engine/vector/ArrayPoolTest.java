package org.keyspike.engine.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ArrayPoolTest {
  private final ArrayPool pool = new ArrayPool();

  @Test
  void theNextCallGetsTheSameArrays() {
    float[] floats = pool.floats(1000);
    int[] integers = pool.integers(1000);
    assertNotSame(floats, pool.floats(1000));
    pool.recall();
    float[] one = pool.floats(1000);
    float[] other = pool.floats(1000);
    assertTrue(one == floats || other == floats);
    assertSame(integers, pool.integers(1000));
  }

  @Test
  void nearLengthsShare() {
    float[] floats = pool.floats(10_000);
    pool.recall();
    assertSame(floats, pool.floats(9_990));
  }

  /** Batches of ever new lengths hold no more than the last of them. */
  @Test
  void whatTheLastCallDidNotTakeIsLetGo() {
    float[] first = pool.floats(1000);
    pool.recall();
    pool.floats(5000);
    pool.recall();
    assertNotSame(first, pool.floats(1000));
  }

  @Test
  void longEnoughAndNotMuchLonger() {
    for (int length = 0; length < 200_000; length += 1 + length / 7) {
      int found = pool.floats(length).length;
      assertTrue(found >= length && found <= length * 17L / 16 + 64, length + ": " + found);
      assertEquals(found, pool.integers(length).length);
    }
  }
}
