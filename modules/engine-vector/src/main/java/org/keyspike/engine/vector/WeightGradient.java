package org.keyspike.engine.vector;

import java.util.List;
import org.keyspike.network.Tensor;

/**
 * ΔW of one matrix, (N, M): for every event of input m in row r the gradient of the currents of row
 * r is added to column m. Each tile of outputs is a task of its own and adds up the shards in
 * order.
 */
final class WeightGradient {
  private final PassContext context;
  private final Tensor gradient;
  private final int stride;
  private final float factor;
  private final List<Part> parts;
  private final Blocked sums;

  /**
   * One shard's part.
   *
   * @param g gradients by currents, (rows, N)
   * @param base where the row that belongs to the first row of events begins
   */
  record Part(float[] g, int base, EventColumns events) {}

  /**
   * @param gradient receives ΔW
   * @param factor what every event counts
   */
  WeightGradient(PassContext context, Tensor gradient, float factor, List<Part> parts) {
    this.context = context;
    this.gradient = gradient;
    this.factor = factor;
    this.parts = parts;
    int outputs = gradient.extent(0);
    Geometry geometry = context.geometry();
    stride = geometry.stride(outputs);
    sums = Blocked.of(context.pool(), geometry, gradient.extent(1), outputs, geometry.tile());
  }

  int tasks() {
    return sums.blocks();
  }

  void run(int tile) {
    sums.clear(tile);
    int column = tile * sums.width();
    int width = sums.width(tile);
    for (Part part : parts) {
      EventColumns events = part.events();
      for (int k = 0; k < events.blocks(); k++) {
        if (events.value() == null) {
          context
              .kernels()
              .gather(
                  part.g(),
                  part.base() + column,
                  stride,
                  events.start(),
                  events.first(k),
                  events.row(),
                  events.width(),
                  sums.data(),
                  sums.base(tile),
                  width,
                  width);
        } else {
          context
              .kernels()
              .gatherWeighted(
                  part.g(),
                  part.base() + column,
                  stride,
                  events.start(),
                  events.first(k),
                  events.row(),
                  events.value(),
                  events.width(),
                  sums.data(),
                  sums.base(tile),
                  width,
                  width);
        }
      }
    }
    sums.unpackTransposed(tile, factor, gradient.data());
  }

  /** Runs the tasks of several matrices together. */
  static void runAll(Workers workers, List<WeightGradient> gradients) {
    int all = gradients.stream().mapToInt(WeightGradient::tasks).sum();
    workers.run(
        all,
        task -> {
          int rest = task;
          for (WeightGradient gradient : gradients) {
            if (rest < gradient.tasks()) {
              gradient.run(rest);
              return;
            }
            rest -= gradient.tasks();
          }
        });
  }
}
