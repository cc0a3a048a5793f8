package org.keyspike.engine.vector;

import org.keyspike.network.Tensor;

/**
 * The error projected by a fixed random matrix, e B: what a stage gets in direct feedback alignment
 * instead of the gradient from above, divided by T · TS for answers of clips.
 */
final class FeedbackRows {
  private final PassContext context;
  private final Blocked matrix;
  private final int width;

  FeedbackRows(PassContext context, String name) {
    this.context = context;
    matrix = panels(context, name);
    width = matrix.columns();
  }

  /** A feedback matrix, (K, N), in panels. */
  static Blocked panels(PassContext context, String name) {
    Tensor tensor = context.objective().feedback().get(name);
    Geometry geometry = context.geometry();
    Blocked panels =
        Blocked.of(context.pool(), geometry, tensor.extent(0), tensor.extent(1), geometry.panel());
    context.workers().run(panels.blocks(), k -> panels.pack(k, tensor.data()));
    return panels;
  }

  /**
   * The rows of a shard.
   *
   * @param timeSteps steps a frame of the stage
   */
  SpikeGradient of(ReadoutPass readout, int shard, int timeSteps) {
    int rows = readout.rows(shard);
    int stride = context.geometry().stride(width);
    float[] projected = context.pool().floats(rows * stride);
    int errorStride = context.geometry().stride(matrix.rows());
    Products.multiply(context, readout.logits(shard), 0, errorStride, rows, matrix, projected, 0);
    if (context.batch().frameWise()) {
      return SpikeGradient.ofFrames(projected, null);
    }
    float steps = (float) context.batch().frames() * timeSteps;
    for (int n = 0; n < rows * stride; n++) {
      projected[n] /= steps;
    }
    return SpikeGradient.ofClips(projected, null);
  }
}
