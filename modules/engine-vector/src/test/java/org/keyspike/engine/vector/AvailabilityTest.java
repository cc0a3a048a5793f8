package org.keyspike.engine.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.keyspike.network.SpecException;

/** That the build's two runs of the suite use the kernels that they name. */
class AvailabilityTest {
  @Test
  @EnabledIfSystemProperty(named = "keyspike.kernels", matches = "simd")
  void simdIsThereWithItsModule() {
    Availability availability = VectorEngine.availability();
    assertTrue(availability.simd(), availability.reason());
    assertEquals("", availability.remedy());
    try (VectorEngine engine = VectorEngine.open(1)) {
      assertTrue(engine.configuration().contains("bit vectors"), engine.configuration());
    }
    System.setProperty(VectorModule.KERNELS, "scalar");
    try (VectorEngine engine = VectorEngine.open(1)) {
      assertEquals("scalar", engine.configuration());
    } finally {
      System.setProperty(VectorModule.KERNELS, "simd");
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "keyspike.kernels", matches = "scalar")
  void withoutTheModuleScalarStandsInAndSimdIsRefused() {
    Availability availability = VectorEngine.availability();
    assertTrue(!availability.simd(), availability.reason());
    assertTrue(availability.remedy().contains("--add-modules jdk.incubator.vector"));
    try (VectorEngine engine = VectorEngine.open(1)) {
      assertEquals("scalar", engine.configuration());
    }
    SpecException refused =
        assertThrows(SpecException.class, () -> VectorEngine.open(VectorEngine.Kernels.SIMD, 1));
    assertTrue(refused.getMessage().contains("jdk.incubator.vector"), refused.getMessage());
  }
}
