package org.keyspike.engine.vector;

/** The engine that a run of the suite is for: see the module's pom. */
final class TestEngines {
  private TestEngines() {}

  static VectorEngine.Kernels kernels() {
    return VectorEngine.Kernels.valueOf(
        System.getProperty("keyspike.kernels", "scalar").toUpperCase(java.util.Locale.ROOT));
  }

  static VectorEngine open(int threads) {
    return VectorEngine.open(kernels(), threads);
  }
}
