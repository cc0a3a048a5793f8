package org.keyspike.engine.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.keyspike.network.NetworkDraw;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.SpecException;
import org.keyspike.training.Bptt;
import org.keyspike.training.EngineProvider;
import org.keyspike.training.GradientEngine;

class VectorProviderTest {
  private final VectorProvider provider = new VectorProvider();
  private final NetworkSpec spec = NetworkDraw.from(new SplittableRandom(1)).spec();

  @Test
  void theEngineIsFoundOnTheClassPath() {
    assertEquals(
        1, EngineProvider.all().stream().filter(p -> p.name().equals(provider.name())).count());
  }

  @Test
  void itsRankFollowsTheKernels() {
    boolean simd = VectorEngine.availability().simd();
    assertEquals(
        simd ? VectorProvider.SIMD_RANK : VectorProvider.SCALAR_RANK, provider.fitness().rank());
  }

  @Test
  void itRunsOnTheProcessorAlone() {
    provider.require(spec, new Bptt(), EngineProvider.CPU);
    SpecException e =
        assertThrows(SpecException.class, () -> provider.require(spec, new Bptt(), "gpu"));
    assertTrue(e.getMessage().contains("device cpu"), e.getMessage());
  }

  @Test
  void itOpensAnEngineOfItsName() {
    try (GradientEngine engine = provider.open(EngineProvider.CPU, 1)) {
      assertEquals(provider.name(), engine.name());
    }
  }
}
