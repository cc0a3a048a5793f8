package org.keyspike.engine.vector;

import java.util.Set;
import org.keyspike.datasets.Batch;
import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.network.SpecException;
import org.keyspike.training.Activity;
import org.keyspike.training.GradientEngine;
import org.keyspike.training.Gradients;
import org.keyspike.training.LearningRule;
import org.keyspike.training.Objective;

/**
 * Gradients on plain float arrays, spike by spike: where there is no spike nothing is added, and
 * where the surrogate is zero no gradient is asked for.
 */
public final class VectorEngine implements GradientEngine {
  private static final Set<String> NEURONS = Set.of("lif", "rlif", "adlif", "radlif");
  private static final Set<String> RULES = Set.of("bptt", "dfa-instant", "dfa-trace");

  private final Kernels kernels;

  /** What the inner loops are made of. */
  public enum Kernels {
    /** The Vector API. */
    SIMD,
    /** Plain loops: the fallback, and the twin that the others are tested against. */
    SCALAR
  }

  private VectorEngine(Kernels kernels) {
    this.kernels = kernels;
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
    return new VectorEngine(kernels);
  }

  /** An engine with SIMD kernels where they are available, else with scalar ones. */
  public static VectorEngine open(int threads) {
    return open(availability().simd() ? Kernels.SIMD : Kernels.SCALAR, threads);
  }

  /**
   * Refuses what this engine cannot compute.
   *
   * @throws SpecException naming it, and the engine that can
   */
  public static void require(NetworkSpec spec, LearningRule rule) {
    for (LayerSpec layer : spec.layers()) {
      if (!NEURONS.contains(layer.neuron().name())) {
        throw refusal("network.neuron", layer.neuron().name());
      }
    }
    if (!RULES.contains(rule.name())) {
      throw refusal("training.rule", rule.name());
    }
  }

  private static SpecException refusal(String field, String found) {
    return new SpecException(field, found, "one that engine vector computes, or engine djl");
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public String configuration() {
    return kernels == Kernels.SIMD ? VectorModule.preferredBits() + " bit vectors" : "scalar";
  }

  @Override
  public Gradients gradients(
      NetworkSpec spec, Parameters parameters, Batch batch, Objective objective) {
    throw new UnsupportedOperationException("gradients");
  }

  @Override
  public Activity forward(NetworkSpec spec, Parameters parameters, Batch batch, Detail detail) {
    throw new UnsupportedOperationException("forward");
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
