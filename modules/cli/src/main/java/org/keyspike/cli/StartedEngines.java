package org.keyspike.cli;

import java.util.Optional;
import org.keyspike.analysis.throughput.Contenders;
import org.keyspike.analysis.throughput.DenseBound;
import org.keyspike.engine.djl.DenseProduct;
import org.keyspike.engine.djl.DjlEngine;
import org.keyspike.engine.vector.VectorEngine;

/** The engines of a throughput measurement, started on all cores. */
final class StartedEngines {
  /** n of the native library's product: large enough that nothing but arithmetic counts. */
  private static final int PRODUCT_SIZE = 2048;

  private StartedEngines() {}

  static Contenders start() {
    int threads = Runtime.getRuntime().availableProcessors();
    DjlEngine djl = new DjlEngine(DjlEngine.Device.CPU, threads);
    DenseProduct product = new DenseProduct(djl, PRODUCT_SIZE);
    return new Contenders(
        djl,
        new DjlEngine(DjlEngine.Device.CPU, 1),
        VectorEngine.availability().simd()
            ? Optional.of(VectorEngine.open(VectorEngine.Kernels.SIMD, threads))
            : Optional.empty(),
        VectorEngine.open(VectorEngine.Kernels.SCALAR, threads),
        new DenseBound(PRODUCT_SIZE, product::multiply, product::close),
        VectorEngine.availability().reason());
  }
}
