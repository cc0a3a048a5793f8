package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import org.keyspike.training.ActivityPenalty;

/** The penalty on a layer's activity ({@link ActivityPenalty}) as part of a graph. */
final class PenaltyGraph {
  private PenaltyGraph() {}

  /** P of a layer, a scalar with gradient; empty where nothing costs. */
  static Optional<NDArray> penalty(
      Operations operations, BatchGraph graph, ActivityPenalty penalty, int layer) {
    Optional<NDArray> sum = Optional.empty();
    if (penalty.weight() > 0) {
      sum = added(operations, sum, hinge(operations, graph, penalty, layer), penalty.weight());
    }
    if (penalty.rateCost(layer) > 0) {
      sum = added(operations, sum, graph.rate(layer), penalty.rateCost(layer));
    }
    if (penalty.activeCost(layer) > 0) {
      sum = added(operations, sum, graph.active(layer), penalty.activeCost(layer));
    }
    return sum;
  }

  private static Optional<NDArray> added(
      Operations operations, Optional<NDArray> sum, NDArray of, double weight) {
    NDArray term = of.mul(operations.constant((float) weight));
    return Optional.of(sum.map(before -> before.add(term)).orElse(term));
  }

  private static NDArray hinge(
      Operations operations, BatchGraph graph, ActivityPenalty penalty, int layer) {
    NDArray rate = graph.rate(layer);
    double target = penalty.target(layer);
    if (target == 0) {
      return rate;
    }
    double width = penalty.width(layer);
    NDArray zero = operations.constant(0);
    NDArray near = rate.sub(operations.constant((float) target)).maximum(zero);
    NDArray far = near.sub(operations.constant((float) width)).maximum(zero);
    return near.mul(near).sub(far.mul(far)).div(operations.constant((float) (2 * width)));
  }

  /**
   * ∂P/∂s of a layer's spikes, without gradient, 0 beyond a clip's end: (T · TS · B, 1), or (T · TS
   * · B, N) where the other step of a frame counts.
   */
  static NDArray perSpike(
      Operations operations, BatchGraph graph, ActivityPenalty penalty, int layer) {
    double slope =
        penalty.target(layer) == 0
            ? penalty.rateSlope(layer, 0)
            : penalty.rateSlope(layer, graph.rate(layer).getFloat());
    NDArray byRate = graph.perSpike(layer, slope);
    double active = penalty.activeCost(layer);
    if (active == 0) {
      return byRate;
    }
    // The active part is a mean over frames, which have as many slots as steps.
    return graph
        .silentElsewhere(layer)
        .mul(graph.perSpike(layer, active * graph.timeSteps()))
        .add(byRate);
  }
}
