package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DropoutTest {
  /** Of 10,000 draws at ¼ a deviation of 0.03 is seven standard deviations. */
  @Test
  void whatStaysIsScaledByWhatGoes() {
    float[] mask = Dropout.mask(3, 1, 100, 100, 0.25);
    assertEquals(10_000, mask.length);
    int gone = 0;
    for (float value : mask) {
      assertTrue(value == 0 || value == 4 / 3f, "found " + value);
      gone += value == 0 ? 1 : 0;
    }
    assertEquals(0.25, gone / 10_000.0, 0.03);
  }

  @Test
  void aMaskBelongsToItsSeedAndLayer() {
    float[] mask = Dropout.mask(3, 1, 10, 10, 0.5);
    assertArrayEquals(mask, Dropout.mask(3, 1, 10, 10, 0.5));
    assertFalse(Arrays.equals(mask, Dropout.mask(4, 1, 10, 10, 0.5)));
    assertFalse(Arrays.equals(mask, Dropout.mask(3, 2, 10, 10, 0.5)));
  }
}
