package org.keyspike.training;

import org.keyspike.network.LayerSpec;
import org.keyspike.network.NetworkSpec;

/**
 * The way in which delays are learned. A forward pass rounds them; the backward pass sees a channel
 * smoothed by a Gaussian of standard deviation σ, which goes from σ₀ to ½ in equal ratios over the
 * steps of a training:
 *
 * <pre>
 * σ = σ₀ (½/σ₀)^(step / (steps − 1))
 * </pre>
 *
 * @param sigma σ₀, frames, at least ½
 * @param rate the learning rate of delays, relative to that of all other parameters, 0 or more
 */
public record DelayLearning(double sigma, double rate) {
  /** σ at the end, frames: what is learned then is the delay that is used. */
  public static final double LAST_SIGMA = 0.5;

  /** Delays are counted in frames and have far to go. */
  static final double USUAL_RATE = 10;

  /** Of a fine-tuning: σ rests at its end. */
  public static final DelayLearning USUAL = new DelayLearning(LAST_SIGMA, USUAL_RATE);

  /** From the start: σ₀ is D/4 of the longest delays of a network. */
  public static DelayLearning first(NetworkSpec spec, double rate) {
    int most = spec.layers().stream().mapToInt(LayerSpec::delays).max().orElse(0);
    return new DelayLearning(Math.max(LAST_SIGMA, most / 4.0), rate);
  }

  /** σ of a step, counted from 0. */
  double sigma(long step, long steps) {
    double part = Math.min(1, (double) step / Math.max(1, steps - 1));
    return sigma * StrictMath.pow(LAST_SIGMA / sigma, part);
  }
}
