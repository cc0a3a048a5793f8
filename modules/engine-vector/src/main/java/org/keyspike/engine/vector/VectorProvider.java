package org.keyspike.engine.vector;

import com.google.auto.service.AutoService;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.SpecException;
import org.keyspike.training.EngineProvider;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.LearningRule;

/**
 * Engine {@code vector}: the fastest on a processor with SIMD kernels; without them slower than
 * dense products by a native library.
 */
@AutoService(EngineProvider.class)
public final class VectorProvider implements EngineProvider {
  /** PyTorch has a rank between these two. */
  static final int SIMD_RANK = 100;

  static final int SCALAR_RANK = 10;

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public Fitness fitness() {
    Availability simd = VectorEngine.availability();
    return simd.simd()
        ? new Fitness(SIMD_RANK, "SIMD, " + simd.reason(), simd.remedy())
        : new Fitness(SCALAR_RANK, "scalar, " + simd.reason(), simd.remedy());
  }

  @Override
  public void require(NetworkSpec spec, LearningRule rule, String device) {
    if (!device.equals(CPU)) {
      throw new SpecException(
          "training.engine", name() + " with device " + device, "another engine, or device " + CPU);
    }
    VectorEngine.require(spec, rule);
  }

  @Override
  public GradientEngine open(String device, int threads) {
    return VectorEngine.open(threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
  }
}
