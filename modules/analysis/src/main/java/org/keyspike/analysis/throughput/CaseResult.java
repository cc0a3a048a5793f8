package org.keyspike.analysis.throughput;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a throughput case.
 *
 * @param network its title
 * @param spikeRate nominal
 * @param clipsPerSecond medians
 * @param load what a training step had to do
 * @param measurement how it was measured
 * @param memory by engine, with the names that {@link ClipsPerSecond} has
 */
public record CaseResult(
    String network,
    double spikeRate,
    ClipsPerSecond clipsPerSecond,
    @JsonUnwrapped Load load,
    @JsonUnwrapped Measurement measurement,
    Map<String, HeapUse> memory) {

  /**
   * Clips a second in training steps.
   *
   * @param djl engine-djl
   * @param vector engine-vector with SIMD kernels; empty where there are none
   * @param vectorScalar engine-vector with scalar kernels
   * @param denseBound all multiply-adds of the step at the speed of the native library's product
   */
  public record ClipsPerSecond(
      double djl, Optional<Double> vector, double vectorScalar, double denseBound) {}

  /**
   * What a training step had to do.
   *
   * @param layerRates mean of each layer's spikes
   * @param activeSurrogates the part of each layer's neurons and steps with a surrogate above 0
   * @param multiplyAddsPerClip of a dense training step
   */
  public record Load(
      List<Double> layerRates, List<Double> activeSurrogates, long multiplyAddsPerClip) {}

  /**
   * How it was measured.
   *
   * @param denseProductGflops the native library's, median of the same rounds; an addition and a
   *     multiplication are two operations
   * @param djlThreads native threads with which engine-djl was faster: one, or all
   * @param rounds how many steps of each engine were timed
   * @param disturbance how many times the fastest step the median took, of whatever suffered most:
   *     far above 1 where something else was at work on the machine
   */
  public record Measurement(
      double denseProductGflops, int djlThreads, int rounds, double disturbance) {}
}
