package org.keyspike.training;

import org.keyspike.datasets.features.Batch;
import org.keyspike.network.Parameters;
import org.keyspike.training.dscnn.DsCnnSpec;

/**
 * The seam between what a DS-CNN learns and how its gradients are computed, as {@link
 * GradientEngine} is that of spiking networks. It keeps nothing between calls. An engine that has
 * one hands it out by {@link EngineProvider#dsCnn}.
 */
public interface DsCnnEngine extends AutoCloseable {

  /** What decides the result's bits: library, its version and native threads. */
  String configuration();

  /**
   * The loss of a batch and its gradient by every learned parameter.
   *
   * @param batch features of clips of one label each
   * @param labelSmoothing ε, from 0 to below 1
   * @param seed of what is dropped
   */
  Step gradients(
      DsCnnSpec spec, Parameters parameters, Batch batch, double labelSmoothing, long seed);

  /**
   * The logits of a batch, (B, K): what a network that learns from this one imitates ({@link
   * SoftTargets}). Batch norm uses the running statistics.
   */
  float[] logits(DsCnnSpec spec, Parameters parameters, Batch batch);

  @Override
  void close();

  /**
   * The answer to a batch.
   *
   * @param loss mean cross-entropy
   * @param gradients by every learned parameter, under its name
   * @param running statistics of batch norm after this batch, under their names
   * @param logits (B, K) of the same pass
   */
  record Step(double loss, Parameters gradients, Parameters running, float[] logits) {}
}
