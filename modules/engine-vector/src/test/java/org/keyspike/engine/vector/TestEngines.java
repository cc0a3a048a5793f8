package org.keyspike.engine.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Surrogate;

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

  /** A network with surrogates of other slopes and gains than the usual ones, many with few > 0. */
  static NetworkSpec narrow(SplittableRandom random, NetworkSpec spec) {
    Surrogate.Shape[] shapes = Surrogate.Shape.values();
    List<LayerSpec> layers = new ArrayList<>();
    for (LayerSpec layer : spec.layers()) {
      Surrogate surrogate =
          new Surrogate(
              shapes[random.nextInt(shapes.length)],
              (float) random.nextDouble(1, 10),
              (float) random.nextDouble(0.1, 0.6));
      layers.add(
          new LayerSpec(
              layer.neurons(),
              layer.neuron(),
              surrogate,
              layer.batchNorm(),
              layer.detachReset(),
              layer.dropout()));
    }
    return new NetworkSpec(
        spec.features(), spec.encoder(), layers, spec.readout(), spec.timeSteps(), spec.format());
  }
}
