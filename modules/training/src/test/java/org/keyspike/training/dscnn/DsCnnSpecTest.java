package org.keyspike.training.dscnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keyspike.network.SpecException;

class DsCnnSpecTest {
  private final DsCnnSpec spec = DsCnnSettings.USUAL.spec(40, 100, 13);

  /** The size that is published of MLPerf Tiny's form, here with 13 classes. */
  @Test
  void itHasThePublishedSize() {
    assertEquals(23_245, spec.parameterCount());
    List<ConvolutionShape> layers = spec.layers();
    assertEquals(1 + 1 + 2 * 4 + 1, layers.size());
    assertEquals(new Plane(26, 5, 64), layers.get(1).out());
    assertEquals(layers.get(1).out(), layers.get(9).out());
    assertEquals(130, layers.get(9).out().places());
  }

  /** 50 rows of 10 × 40; 10 × 4 of 8,320 outputs; 4 times 9 and 64 of them; 64 × 13. */
  @Test
  void itsProductsAreCounted() {
    List<Long> macs = spec.layers().stream().map(ConvolutionShape::macs).toList();
    assertEquals(20_000, macs.get(0));
    assertEquals(332_800, macs.get(1));
    assertEquals(74_880, macs.get(2));
    assertEquals(532_480, macs.get(3));
    assertEquals(832, macs.get(10));
    assertEquals(2_783_072, macs.stream().mapToLong(Long::longValue).sum());
    assertEquals(2_560, spec.layers().get(1).weights());
    assertEquals(576, spec.layers().get(2).weights());
  }

  @Test
  void aWindowBesideTheMapSeesZeros() {
    Kernel kernel = new Kernel(3, 3, 1, 1, 1);
    ConvolutionShape shape =
        new ConvolutionShape("one", kernel, new Plane(2, 2, 1), new Plane(2, 2, 1), true);
    int[] taps = new int[4];
    Windows.forEach(shape, (place, tap, from) -> taps[place]++);
    for (int count : taps) {
      assertEquals(4, count);
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThrows(SpecException.class, () -> new DsCnnSettings(10, 0, 4, 0, 0));
    assertThrows(SpecException.class, () -> new DsCnnSettings(10, 64, 17, 0, 0));
    assertThrows(SpecException.class, () -> new DsCnnSettings(10, 64, 4, 1, 0));
    SpecException bands =
        assertThrows(SpecException.class, () -> DsCnnSettings.USUAL.spec(8, 100, 13));
    assertTrue(bands.getMessage().contains("network.coefficients"), bands.getMessage());
    assertThrows(SpecException.class, () -> DsCnnSettings.USUAL.spec(40, 1, 13));
    assertThrows(SpecException.class, () -> DsCnnSettings.USUAL.spec(40, 100, 0));
  }
}
