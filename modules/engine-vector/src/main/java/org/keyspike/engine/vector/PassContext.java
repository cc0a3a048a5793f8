package org.keyspike.engine.vector;

import org.keyspike.datasets.features.Batch;
import org.keyspike.network.NetworkSpec;
import org.keyspike.network.Parameters;
import org.keyspike.training.GradientStops;
import org.keyspike.training.Objective;

/**
 * The context that every part of a pass over a batch works with.
 *
 * @param objective null when nothing is learned
 * @param stops where gradients stop
 */
record PassContext(
    NetworkSpec spec,
    Parameters parameters,
    Batch batch,
    Shard[] shards,
    Objective objective,
    GradientStops stops,
    RowKernels kernels,
    Geometry geometry,
    ArrayPool pool,
    Workers workers) {

  boolean learning() {
    return objective != null;
  }

  /** λ of a rate as the gradient of each spike: over valid slots of {@code steps · width}. */
  float perSpike(double weight, int steps, int width) {
    return (float) (weight / ((double) batch.validFrames() * steps * width));
  }
}
