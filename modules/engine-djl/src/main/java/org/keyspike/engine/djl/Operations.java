package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.keyspike.network.Neuron;
import org.keyspike.network.OutputCode;
import org.keyspike.network.Surrogate;

/**
 * The operations that autograd lacks, within one graph.
 *
 * <p>DJL has no custom gradient functions. A value {@code exact} with the gradient of {@code soft}
 * is {@code exact + (soft − detach(soft))}: the bracket is exactly 0, so the value keeps its bits,
 * which {@code (exact − soft) + soft} would not grant.
 */
final class Operations {
  private final NDManager manager;
  private final boolean learning;
  private final boolean smooth;
  private final Map<Float, NDArray> constants = new HashMap<>();

  /**
   * @param learning whether gradients will be asked for; without them the soft parts are left out
   */
  Operations(NDManager manager, boolean learning) {
    this(manager, learning, false);
  }

  private Operations(NDManager manager, boolean learning, boolean smooth) {
    this.manager = manager;
    this.learning = learning;
    this.smooth = smooth;
  }

  /**
   * Operations whose spikes are σ(kz) instead of 0 and 1, for networks of sigmoid surrogates: there
   * the gradient is that of the loss, which finite differences can check.
   */
  static Operations smooth(NDManager manager) {
    return new Operations(manager, true, true);
  }

  NDManager manager() {
    return manager;
  }

  boolean learning() {
    return learning;
  }

  /**
   * A scalar, made once and kept: DJL makes one of every Java number and frees it at once, though
   * autograd reads it again on the way back.
   */
  NDArray constant(float value) {
    return constants.computeIfAbsent(value, manager::create);
  }

  /** The value of {@code exact} with the gradient of {@code soft}. */
  NDArray straightThrough(NDArray exact, NDArray soft) {
    return learning ? exact.stopGradient().add(soft.sub(soft.stopGradient())) : exact;
  }

  /**
   * Arrays one behind the other along an axis. One array alone is handed on as it is: of a list of
   * one the library makes a copy through which no gradient passes.
   *
   * @param parts at least one
   */
  static NDArray concat(NDList parts, int axis) {
    return parts.size() == 1 ? parts.head() : NDArrays.concat(parts, axis);
  }

  /** ⌊x + ½⌋ with the gradient of x. */
  NDArray round(NDArray x) {
    return straightThrough(x.stopGradient().add(constant(0.5f)).floor(), x);
  }

  /** H(z) with the surrogate's gradient. */
  NDArray spike(NDArray z, Surrogate surrogate) {
    if (smooth) {
      return Activation.sigmoid(z.mul(constant(surrogate.slope())));
    }
    NDArray detached = learning ? z.stopGradient() : z;
    NDArray spikes = detached.gte(constant(0)).toType(DataType.FLOAT32, false);
    return learning ? spikes.add(z.sub(detached).mul(derivative(detached, surrogate))) : spikes;
  }

  /**
   * The largest of 1, ½ … 2^−(levels−1) that a potential reaches, else 0: a sum of steps, each with
   * its height and the surrogate's gradient.
   */
  NDArray powerOfTwo(NDArray potential, int levels, Surrogate surrogate) {
    return steps(potential, levels, z -> spike(z, surrogate));
  }

  /** The same of what has no gradient. */
  NDArray power(NDArray potential, int levels) {
    return steps(potential, levels, z -> z.gte(constant(0)).toType(DataType.FLOAT32, false));
  }

  private NDArray steps(NDArray potential, int levels, UnaryOperator<NDArray> step) {
    NDArray sum = null;
    for (int k = 0; k < levels; k++) {
      float level = (float) Math.scalb(1.0, -k);
      float height = k == levels - 1 ? level : level / 2;
      NDArray above = step.apply(potential.sub(constant(Neuron.THRESHOLD * level)));
      NDArray part = above.mul(constant(height));
      sum = sum == null ? part : sum.add(part);
    }
    return sum;
  }

  /**
   * A potential in the steps of a code where it reaches τ, else 0. The gradient by the potential is
   * 1 where outputs follow it, from τ to the end of the code; that by τ is −τ h'(u − τ), as the
   * output jumps by τ there.
   *
   * @param threshold τ, (N)
   */
  NDArray graded(
      NDArray potential, NDArray threshold, OutputCode.Graded code, Surrogate surrogate) {
    NDArray u = learning ? potential.stopGradient() : potential;
    NDArray tau = learning ? threshold.stopGradient() : threshold;
    NDArray unit = constant(code.unit());
    NDArray reached = u.gte(tau).toType(DataType.FLOAT32, false);
    NDArray output =
        u.div(unit)
            .floor()
            .minimum(constant(code.largest()))
            .maximum(constant(0))
            .mul(unit)
            .mul(reached);
    if (!learning) {
      return output;
    }
    NDArray follows = u.lt(constant(code.top())).toType(DataType.FLOAT32, false).mul(reached);
    NDArray jump = derivative(u.sub(tau), surrogate).mul(tau);
    return output.add(potential.sub(u).mul(follows)).sub(threshold.sub(tau).mul(jump));
  }

  private NDArray derivative(NDArray z, Surrogate surrogate) {
    float slope = surrogate.slope();
    float gain = surrogate.gain();
    NDArray k = constant(slope);
    NDArray one = constant(1);
    return switch (surrogate.shape()) {
      case FAST_SIGMOID -> {
        NDArray d = z.abs().mul(k).add(one);
        yield constant(gain).div(d.mul(d));
      }
      case BOXCAR ->
          z.abs()
              .lte(constant(1 / slope))
              .toType(DataType.FLOAT32, false)
              .mul(constant(gain * (slope / 2)));
      case TRIANGLE -> one.sub(z.abs().mul(k)).maximum(constant(0)).mul(constant(gain * slope));
      case SIGMOID -> {
        NDArray s = Activation.sigmoid(z.mul(k));
        yield s.sub(s.mul(s)).mul(constant(gain * slope));
      }
    };
  }
}
