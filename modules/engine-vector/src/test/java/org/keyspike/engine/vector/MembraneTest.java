package org.keyspike.engine.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MembraneTest {
  /** Units of ¼ from −8 to 7. */
  private final Membrane membrane = new Membrane(0.25f, 7);

  @Test
  void aLeakedValueIsRoundedToUnitsHalvesUp() {
    assertEquals(0.25f, membrane.rounded(0.3f));
    assertEquals(0.5f, membrane.rounded(0.375f));
    assertEquals(-0.25f, membrane.rounded(-0.375f));
    assertEquals(-0.5f, membrane.rounded(-0.38f));
  }

  @Test
  void aPotentialSaturatesAtItsLimits() {
    assertEquals(1.75f, membrane.saturated(3));
    assertEquals(-2f, membrane.saturated(-3));
    assertEquals(1.5f, membrane.saturated(1.5f));
  }

  @Test
  void theGradientPassesWithinTheLimitsAndHalfAtThem() {
    assertEquals(1, membrane.passes(1.5f));
    assertEquals(0.5f, membrane.passes(1.75f));
    assertEquals(0.5f, membrane.passes(-2));
    assertEquals(0, membrane.passes(2));
    assertEquals(0, membrane.passes(-2.25f));
  }

  @Test
  void anAdaptationHasSixteenBitsOfTheSameUnit() {
    assertTrue(membrane.grid());
    assertEquals(new Membrane(0.25f, 32_767), membrane.adaptation());
    assertFalse(Membrane.of(null, 0).grid());
  }
}
