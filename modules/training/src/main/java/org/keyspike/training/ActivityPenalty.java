package org.keyspike.training;

import java.util.List;

/**
 * The penalty on the activity of layers that an engine adds to the loss. It depends on nothing but
 * a layer's rate r_ℓ (mean of its outputs over valid frames, steps and neurons) and its active part
 * a_ℓ (mean over valid frames and neurons of 1 − Π_k (1 − s_k), of the spikes s_k of a frame's
 * steps: whether any step spikes):
 *
 * <pre>
 * P_ℓ = λ h(r_ℓ; τ_ℓ) + μ (perRate_ℓ r_ℓ + perActive_ℓ a_ℓ)
 * h(r; τ) = (max(0, r − τ)² − max(0, r − τ − w)²) / 2w,  w = τ/4;  h(r; 0) = r
 * </pre>
 *
 * h is 0 up to τ, grows by squares up to τ + w, and from there on as r does; it and its slope are
 * continuous. The derivative of a_ℓ by s_k is that of the product: Π of (1 − s) of the other steps.
 *
 * @param weight λ, 0 or more
 * @param targets τ_ℓ; empty for 0
 * @param cycleWeight μ, 0 or more
 * @param costs of each layer; empty where μ is 0
 */
public record ActivityPenalty(
    double weight, List<Double> targets, double cycleWeight, List<CycleCost.Layer> costs) {
  /** w over τ. */
  private static final double WIDTH = 0.25;

  /** No penalty. */
  public static final ActivityPenalty NONE = ofRates(0);

  public ActivityPenalty {
    targets = List.copyOf(targets);
    costs = List.copyOf(costs);
  }

  /** A penalty on rates alone, from 0 on. */
  public static ActivityPenalty ofRates(double weight) {
    return new ActivityPenalty(weight, List.of(), 0, List.of());
  }

  /** τ of a layer. */
  public double target(int layer) {
    return targets.isEmpty() ? 0 : targets.get(layer);
  }

  /** w of a layer; 0 where τ is. */
  public double width(int layer) {
    return WIDTH * target(layer);
  }

  /** What a layer's rate costs by itself, beside λ h: μ perRate. */
  public double rateCost(int layer) {
    return costs.isEmpty() ? 0 : cycleWeight * costs.get(layer).perRate();
  }

  /** What a layer's active part costs: μ perActive, which is also its slope. */
  public double activeCost(int layer) {
    return costs.isEmpty() ? 0 : cycleWeight * costs.get(layer).perActive();
  }

  /** P of a layer. */
  public double value(int layer, double rate, double active) {
    double cost = weight * hinge(rate, target(layer), width(layer));
    return costs.isEmpty() ? cost : cost + rateCost(layer) * rate + activeCost(layer) * active;
  }

  /** ∂P/∂r of a layer. */
  public double rateSlope(int layer, double rate) {
    double tau = target(layer);
    double over = tau == 0 ? 1 : Math.min(1, Math.max(0, rate - tau) / width(layer));
    return weight * over + rateCost(layer);
  }

  private static double hinge(double rate, double target, double width) {
    if (target == 0) {
      return rate;
    }
    double near = Math.max(0, rate - target);
    double far = Math.max(0, near - width);
    return (near * near - far * far) / (2 * width);
  }
}
