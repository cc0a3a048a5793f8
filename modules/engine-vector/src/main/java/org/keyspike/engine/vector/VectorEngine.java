package org.keyspike.engine.vector;

import org.keyspike.datasets.features.Batch;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.SpecException;
import org.keyspike.training.Activity;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.GradientStops;
import org.keyspike.training.Gradients;
import org.keyspike.training.LearningRule;
import org.keyspike.training.Objective;

/** Gradients on plain float arrays, spike by spike: where there is no spike nothing is added. */
public final class VectorEngine implements GradientEngine {
  private final Kernels kind;
  private final RowKernels kernels;
  private final Geometry geometry;
  private final ArrayPool pool = new ArrayPool();
  private final Workers workers;

  /** What the inner loops are made of. */
  public enum Kernels {
    /** The Vector API. */
    SIMD,
    /** Plain loops: the fallback, and the twin that the others are tested against. */
    SCALAR
  }

  private VectorEngine(Kernels kind, int threads) {
    this.kind = kind;
    kernels = kind == Kernels.SIMD ? VectorModule.kernels() : new ScalarKernels();
    geometry = new Geometry(kernels.lanes(), kernels.panel());
    workers = new Workers(threads);
  }

  /** Whether SIMD kernels can be had, and why. */
  public static Availability availability() {
    return VectorModule.availability();
  }

  /**
   * An engine with given kernels.
   *
   * @param threads at least 1; they do not change a result's bits
   * @throws SpecException if SIMD is asked for and not available
   */
  public static VectorEngine open(Kernels kernels, int threads) {
    Availability availability = availability();
    if (kernels == Kernels.SIMD && !availability.simd()) {
      throw new SpecException(
          "training.engine",
          "vector with SIMD, but " + availability.reason(),
          availability.remedy());
    }
    return new VectorEngine(kernels, threads);
  }

  /** An engine with SIMD kernels where they are available, else with scalar ones. */
  public static VectorEngine open(int threads) {
    boolean simd =
        availability().simd() && !"scalar".equals(System.getProperty(VectorModule.KERNELS));
    return open(simd ? Kernels.SIMD : Kernels.SCALAR, threads);
  }

  /**
   * Refuses what this engine cannot compute.
   *
   * @throws SpecException naming it, and the engine that can
   */
  public static void require(NetworkSpec spec, LearningRule rule) {
    spec.requireLayers("engine vector");
    spec.layers().forEach(layer -> VectorNeuron.of(layer.neuron()));
    VectorRule.require(rule);
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public String configuration() {
    return kind == Kernels.SIMD ? VectorModule.preferredBits() + " bit vectors" : "scalar";
  }

  @Override
  public synchronized Gradients gradients(
      NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
    try {
      return new NetworkPass(context(spec, parameters, batch, objective)).gradients();
    } finally {
      pool.recall();
    }
  }

  @Override
  public synchronized Activity forward(
      NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
    try {
      return new NetworkPass(context(spec, parameters, batch, null)).activity(detail);
    } finally {
      pool.recall();
    }
  }

  private PassContext context(
      NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
    Extents.require(spec, batch, geometry);
    return new PassContext(
        spec,
        parameters,
        batch,
        Shard.of(batch),
        objective,
        objective == null ? GradientStops.NONE : objective.rule().stops(),
        kernels,
        geometry,
        pool,
        workers);
  }

  @Override
  public void close() {
    workers.close();
  }
}
