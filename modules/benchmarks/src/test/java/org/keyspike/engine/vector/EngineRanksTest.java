package org.keyspike.engine.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.keyspike.training.EngineProvider;

class EngineRanksTest {
  /** With SIMD engine vector is fitter than PyTorch, without it less fit. */
  @Test
  void pyTorchIsBetweenTheKernels() {
    EngineProvider djl =
        EngineProvider.all().stream().filter(p -> p.name().equals("djl")).findFirst().orElseThrow();
    assertTrue(VectorProvider.SCALAR_RANK < djl.fitness().rank());
    assertTrue(djl.fitness().rank() < VectorProvider.SIMD_RANK);
  }
}
