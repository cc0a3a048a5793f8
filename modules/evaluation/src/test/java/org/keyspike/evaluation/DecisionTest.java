package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DecisionTest {

  @Test
  void tiesGoToTheLowestClass() {
    assertEquals(1, Decision.of(new int[] {-5, 7, 7, 2}));
    assertEquals(1, Decision.of(new float[] {-5f, 7f, 7f, 2f}));
    assertEquals(0, Decision.of(new float[] {0f, -0f}));
    assertEquals(0, Decision.of(new float[] {-0f, 0f}));
  }

  @Test
  void readsOneFrameOfMany() {
    assertEquals(2, Decision.of(new int[] {9, 1, 0, 0, 3}, 2, 3));
    assertEquals(0, Decision.of(new float[] {1f, 5f, 4f, 9f}, 1, 2));
  }

  @Property
  void isTheFirstLargest(@ForAll @Size(min = 1, max = 20) @IntRange(max = 4) int[] logits) {
    float[] same = new float[logits.length];
    int expected = 0;
    for (int k = logits.length - 1; k >= 0; k--) {
      same[k] = logits[k];
      if (logits[k] >= logits[expected]) {
        expected = k;
      }
    }
    for (int k = logits.length - 1; k >= 0; k--) {
      expected = logits[k] == logits[expected] ? k : expected;
    }
    assertEquals(expected, Decision.of(logits));
    assertEquals(expected, Decision.of(same));
  }

  @Test
  void refusesWhatIsNoAnswer() {
    assertThrows(IllegalArgumentException.class, () -> Decision.of(new float[] {1f, Float.NaN}));
    assertThrows(IllegalArgumentException.class, () -> Decision.of(new float[] {Float.NaN, 1f}));
    assertThrows(IllegalArgumentException.class, () -> Decision.of(new int[0]));
  }
}
