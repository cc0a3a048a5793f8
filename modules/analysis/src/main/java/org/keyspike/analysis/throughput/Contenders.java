package org.keyspike.analysis.throughput;

import java.util.Optional;
import org.keyspike.training.GradientEngine;

/**
 * The engines that are measured side by side; whoever wires them together starts them, and {@link
 * Throughput} closes them.
 *
 * @param djl engine-djl with all cores
 * @param djlAlone engine-djl with one, which can be faster, as its threads wait for one another at
 *     every operation
 * @param vector engine-vector with SIMD kernels; empty where there are none
 * @param vectorScalar engine-vector with scalar kernels
 * @param bound the native library's product
 * @param vectors what the SIMD kernels are, or why there are none
 */
public record Contenders(
    GradientEngine djl,
    GradientEngine djlAlone,
    Optional<GradientEngine> vector,
    GradientEngine vectorScalar,
    DenseBound bound,
    String vectors)
    implements AutoCloseable {
  @Override
  public void close() {
    bound.release().run();
    djl.close();
    djlAlone.close();
    vector.ifPresent(GradientEngine::close);
    vectorScalar.close();
  }
}
