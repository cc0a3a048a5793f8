package org.keyspike.engine.vector;

import java.util.Locale;

/** The engine that a run of the suite is for: see the module's pom. */
final class TestEngines {
  private TestEngines() {}

  private static VectorEngine.Kernels kernels() {
    return VectorEngine.Kernels.valueOf(
        System.getProperty("keyspike.kernels", "scalar").toUpperCase(Locale.ROOT));
  }

  static VectorEngine open(int threads) {
    return VectorEngine.open(kernels(), threads);
  }

  static RowKernels rowKernels() {
    return kernels() == VectorEngine.Kernels.SIMD ? VectorModule.kernels() : new ScalarKernels();
  }
}
