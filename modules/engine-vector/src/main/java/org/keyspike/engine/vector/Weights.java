package org.keyspike.engine.vector;

import java.util.Arrays;
import org.keyspike.network.Tensor;

/**
 * A matrix W, (N, M), in the forms that kernels pass over: tiles of Wᵀ, in which an event of input
 * m finds its row, and panels of W, through which gradients go back.
 */
final class Weights {
  private final PassContext context;
  private final float[] matrix;
  private final int outputs;
  private final int inputs;
  private final Blocked tiles;
  private Blocked panels;

  Weights(PassContext context, Tensor weight) {
    this(context, weight.data(), weight.extent(0), weight.extent(1));
  }

  private Weights(PassContext context, float[] matrix, int outputs, int inputs) {
    this.context = context;
    this.matrix = matrix;
    this.outputs = outputs;
    this.inputs = inputs;
    Geometry geometry = context.geometry();
    tiles = Blocked.of(context.pool(), geometry, inputs, outputs, geometry.tile());
    context.workers().run(tiles.blocks(), k -> tiles.packTransposed(k, matrix));
  }

  /** Also makes the way back. */
  Weights withPanels() {
    Geometry geometry = context.geometry();
    panels = Blocked.of(context.pool(), geometry, outputs, inputs, geometry.panel());
    context.workers().run(panels.blocks(), k -> panels.pack(k, matrix));
    return this;
  }

  int outputs() {
    return outputs;
  }

  /** out += W x for rows of events; out has the stride of rows of N. */
  void forward(Events events, int firstRow, int rows, float[] out, int outBase) {
    int stride = context.geometry().stride(outputs);
    // Up and down in turn, step by step: the tiles that came last are still in a near cache.
    boolean downwards = firstRow / Math.max(1, rows) % 2 == 1;
    for (int i = 0; i < tiles.blocks(); i++) {
      int k = downwards ? tiles.blocks() - 1 - i : i;
      int width = tiles.width(k);
      int to = outBase + k * tiles.width();
      if (events.value() == null) {
        context
            .kernels()
            .gather(
                tiles.data(),
                tiles.base(k),
                width,
                events.start(),
                firstRow,
                events.index(),
                rows,
                out,
                to,
                stride,
                width);
      } else {
        context
            .kernels()
            .gatherWeighted(
                tiles.data(),
                tiles.base(k),
                width,
                events.start(),
                firstRow,
                events.index(),
                events.value(),
                rows,
                out,
                to,
                stride,
                width);
      }
    }
  }

  /** out = g W for rows of gradients by outputs. */
  void backward(float[] g, int base, int rows, float[] out, int outBase) {
    Products.multiply(
        context, g, base, context.geometry().stride(outputs), rows, panels, out, outBase);
  }

  /**
   * out = g W where outputs have an event, 0 elsewhere.
   *
   * @param wanted the events of rows of M
   * @param firstRow the row of events that belongs to the first row of g
   */
  void backwardAt(
      Events wanted, int firstRow, float[] g, int base, int rows, float[] out, int outBase) {
    int stride = context.geometry().stride(inputs);
    Arrays.fill(out, outBase, outBase + rows * stride, 0);
    context
        .kernels()
        .dots(
            g,
            base,
            context.geometry().stride(outputs),
            rows,
            outputs,
            wanted.start(),
            firstRow,
            wanted.index(),
            tiles.data(),
            tiles.base(0),
            tiles.base(1) - tiles.base(0),
            tiles.width(),
            out,
            outBase,
            stride);
  }

  /** Rows of a bias, (rows, N), with zeros behind. */
  static void fill(float[] out, int base, int stride, int rows, float[] bias) {
    for (int r = 0; r < rows; r++) {
      int at = base + r * stride;
      System.arraycopy(bias, 0, out, at, bias.length);
      Arrays.fill(out, at + bias.length, at + stride, 0);
    }
  }
}
