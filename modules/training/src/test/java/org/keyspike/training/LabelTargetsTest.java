package org.keyspike.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.keyspike.network.SpecException;

class LabelTargetsTest {
  /** ε = 0.1 over four classes, σ = 0.3 over the three of group 2. */
  @Test
  void aLabelSharesWithItsGroupAndWithAll() {
    LabelTargets targets = LabelTargets.smoothed(0.1, 0.3, new int[] {2, 2, 0, 2});
    assertTargets(targets, 0, 0.725, 0.125, 0.025, 0.125);
    assertTargets(targets, 3, 0.125, 0.125, 0.025, 0.725);
    // A group of one: the label keeps its share.
    assertTargets(targets, 2, 0.025, 0.025, 0.925, 0.025);
    assertArrayEquals(new int[] {0, 1, 3}, targets.relatives(1));
  }

  @Test
  void withoutSharesNobodyIsRelated() {
    assertTargets(LabelTargets.smoothed(0.4), 1, 0.1, 0.7, 0.1, 0.1);
    assertTargets(LabelTargets.smoothed(0, 0, new int[] {0, 0, 0, 0}), 1, 0, 1, 0, 0);
    assertEquals(0, LabelTargets.smoothed(0.4, 0, new int[] {0, 0, 0, 0}).relatives(1).length);
  }

  @Test
  void sharesLeaveSomethingToTheLabel() {
    int[] groups = {0, 0};
    for (double[] shares : new double[][] {{0.5, 0.5}, {-0.1, 0.2}, {0.2, -0.1}, {0, Double.NaN}}) {
      assertThrows(SpecException.class, () -> LabelTargets.smoothed(shares[0], shares[1], groups));
    }
  }

  private static void assertTargets(LabelTargets targets, int label, double... expected) {
    double[] found = new double[expected.length];
    for (int k = 0; k < found.length; k++) {
      found[k] = targets.ofEach(found.length) + (k == label ? targets.ofLabel() : 0);
    }
    for (int k : targets.relatives(label)) {
      found[k] += targets.ofRelative(label);
    }
    assertArrayEquals(expected, found, 1e-12);
  }
}
