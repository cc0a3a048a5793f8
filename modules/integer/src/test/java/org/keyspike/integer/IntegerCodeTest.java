package org.keyspike.integer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.keyspike.network.SpecException;

class IntegerCodeTest {
  @Test
  void aCodeHasALargestOutputAndTheBitsOfAllItsOutputs() {
    assertEquals(1, IntegerCode.SPIKES.largest());
    assertEquals(1, IntegerCode.SPIKES.bits());
    int[] bits = {2, 2, 3};
    for (int levels = 2; levels <= 4; levels++) {
      IntegerCode code = new IntegerCode.PowersOfTwo(levels);
      assertEquals(1 << (levels - 1), code.largest());
      assertEquals(bits[levels - 2], code.bits());
    }
    for (int a = 1; a <= 4; a++) {
      IntegerCode code = new IntegerCode.Graded(a, 3);
      assertEquals((1 << a) - 1, code.largest());
      assertEquals(a, code.bits());
    }
  }

  @Test
  void whatNoMachineHasIsRefused() {
    for (int levels : new int[] {1, 5}) {
      assertThrows(SpecException.class, () -> new IntegerCode.PowersOfTwo(levels));
    }
    for (int bits : new int[] {0, 5}) {
      assertThrows(SpecException.class, () -> new IntegerCode.Graded(bits, 0));
    }
    for (int shift : new int[] {-1, 16}) {
      assertThrows(SpecException.class, () -> new IntegerCode.Graded(4, shift));
    }
  }
}
