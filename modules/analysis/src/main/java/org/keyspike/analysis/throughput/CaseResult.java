package org.keyspike.analysis.throughput;

import java.util.List;
import java.util.Map;

/**
 * What a case came to.
 *
 * @param network its title
 * @param spikeRate nominal
 * @param clipsPerSecond medians
 * @param layerRates mean of each layer's spikes
 * @param activeSurrogates the part of each layer's neurons and steps with a surrogate above 0
 * @param multiplyAddsPerClip of a dense training step
 * @param denseProductGflops the native library's, median of the same rounds; an addition and a
 *     multiplication are two operations
 * @param djlThreads native threads with which engine-djl was faster: one, or all
 * @param rounds how many steps of each engine were timed
 * @param disturbance how many times the fastest step the median took, of whatever suffered most:
 *     far above 1 where something else was at work on the machine
 * @param memory by engine, with the names that {@link ClipsPerSecond} has
 */
public record CaseResult(
    String network,
    double spikeRate,
    ClipsPerSecond clipsPerSecond,
    List<Double> layerRates,
    List<Double> activeSurrogates,
    long multiplyAddsPerClip,
    double denseProductGflops,
    int djlThreads,
    int rounds,
    double disturbance,
    Map<String, HeapUse> memory) {

  /**
   * Clips a second in training steps.
   *
   * @param djl engine-djl
   * @param vector engine-vector with SIMD kernels; null where there are none
   * @param vectorScalar engine-vector with scalar kernels
   * @param denseBound all multiply-adds of the step at the speed of the native library's product
   */
  public record ClipsPerSecond(double djl, Double vector, double vectorScalar, double denseBound) {}
}
