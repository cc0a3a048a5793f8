package org.keyspike.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
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
    assertEquals(1, Decision.of(new double[] {-5, 7, 7, 2}));
    assertEquals(0, Decision.of(new float[] {0f, -0f}));
    assertEquals(0, Decision.of(new float[] {-0f, 0f}));
  }

  @Test
  void readsOneFrameOfMany() {
    assertEquals(2, Decision.of(new int[] {9, 1, 0, 0, 3}, 2, 3));
    assertEquals(0, Decision.of(new float[] {1f, 5f, 4f, 9f}, 1, 2));
  }

  /** Few different values, so that there are ties. */
  @Property
  void isTheFirstLargest(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = -2, max = 2) Integer> values) {
    int expected = values.indexOf(Collections.max(values));
    int[] integers = new int[values.size()];
    float[] floats = new float[values.size()];
    double[] doubles = new double[values.size()];
    for (int k = 0; k < integers.length; k++) {
      integers[k] = values.get(k);
      floats[k] = values.get(k);
      doubles[k] = values.get(k);
    }
    assertEquals(expected, Decision.of(integers));
    assertEquals(expected, Decision.of(floats));
    assertEquals(expected, Decision.of(doubles));
  }

  @Test
  void refusesWhatIsNoAnswer() {
    assertThrows(IllegalArgumentException.class, () -> Decision.of(new float[] {1f, Float.NaN}));
    assertThrows(IllegalArgumentException.class, () -> Decision.of(new float[] {Float.NaN, 1f}));
    assertThrows(IllegalArgumentException.class, () -> Decision.of(new double[] {1, Double.NaN}));
    assertThrows(IllegalArgumentException.class, () -> Decision.of(new double[0]));
    assertThrows(IllegalArgumentException.class, () -> Decision.of(new float[0]));
    assertThrows(IllegalArgumentException.class, () -> Decision.of(new int[0]));
  }
}
