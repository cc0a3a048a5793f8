package org.keyspike.training;

import org.keyspike.datasets.features.Batch;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;

/**
 * The seam between what is learned and how it is computed: a function of (spec, parameters, batch,
 * objective) to loss, gradients and statistics. It keeps nothing between calls.
 *
 * <p>A spec with a number format makes the engine compute on the integer grid: it quantizes
 * features and encoder steps, rounds leaks, saturates membranes and rounds the readout's hidden
 * layer as the integer network does, with straight-through gradients. The parameters handed in must
 * then lie on the grid ({@link org.keyspike.integer.Quantizer#onGrid}).
 */
public interface GradientEngine extends AutoCloseable {

  /** The engine's name in recipes and provenance. */
  String name();

  /** What else decides the result's bits: native threads, vector width, library version. */
  String configuration();

  /**
   * The loss of a batch and its gradient by every learned parameter. Batch norm uses the statistics
   * of the batch.
   */
  Gradients gradients(NetworkSpec spec, Parameters parameters, Batch batch, Objective objective);

  /**
   * The answers of a network. Batch norm uses the running statistics.
   *
   * @param detail how much is handed out; what is not asked for is not made
   */
  Activity forward(NetworkSpec spec, Parameters parameters, Batch batch, Detail detail);

  /** How much of a forward pass is handed out. */
  enum Detail {
    /** Logits and rates. */
    LOGITS,
    /** Also the spikes of encoder and layers. */
    SPIKES,
    /** Also the membrane potentials of layers. */
    STATES
  }

  @Override
  void close();
}
