package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import org.keyspike.network.NumberFormat;

/** The readout: counts or merged spikes to logits. */
final class ReadoutGraph {
  private ReadoutGraph() {}

  /** ReLU(H1 s̄ + c1) from counts (B, N) over T · TS steps, (B, R). */
  static NDArray hidden(
      Operations operations, NDArray weight, NDArray bias, NDArray counts, float steps) {
    return Activation.relu(linear(counts.div(operations.constant(steps)), weight, bias));
  }

  /**
   * The same on the integer grid: the map works on counts, its weights divided by T · TS (exact,
   * because on the grid they are integers times a power of two times T · TS), and the result is
   * rounded to unsigned 8 bits.
   */
  static NDArray hiddenOnGrid(
      Operations operations,
      NDArray weight,
      NDArray bias,
      NDArray counts,
      NumberFormat.ReadoutFormat format,
      float steps) {
    NDArray onCounts = weight.div(operations.constant(steps));
    NDArray hidden = Activation.relu(linear(counts, onCounts, bias));
    float unit = (float) Math.scalb(1.0, format.hiddenShift() - format.hiddenFraction());
    NDArray units = hidden.mul(operations.constant(1 / unit));
    return operations
        .round(units)
        .minimum(operations.constant(NumberFormat.HIDDEN_MAX))
        .mul(operations.constant(unit));
  }

  /** x Wᵀ + b for rows of x. */
  static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return x.matMul(weight.transpose()).add(bias);
  }
}
