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
    return new Contenders(
        djl,
        new DjlEngine(DjlEngine.Device.CPU, 1),
        VectorEngine.availability().simd()
            ? Optional.of(VectorEngine.open(VectorEngine.Kernels.SIMD, threads))
            : Optional.empty(),
        VectorEngine.open(VectorEngine.Kernels.SCALAR, threads),
        bound(new DenseProduct(djl, PRODUCT_SIZE)),
        PRODUCT_SIZE,
        VectorEngine.availability().reason());
  }

  private static DenseBound bound(DenseProduct product) {
    return new DenseBound() {
      @Override
      public double multiplyAdds() {
        return product.multiplyAdds();
      }

      @Override
      public void multiply() {
        product.multiply();
      }

      @Override
      public void close() {
        product.close();
      }
    };
  }
}
