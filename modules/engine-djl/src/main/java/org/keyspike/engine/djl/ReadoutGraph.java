package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import org.keyspike.network.NumberFormat;

/** Counts or merged spikes to logits. */
final class ReadoutGraph {
  private ReadoutGraph() {}

  /**
   * The keyword readout's arrays.
   *
   * @param hiddenWeight (R, N)
   * @param hiddenBias (R)
   * @param outputWeight (K, R)
   * @param outputBias (K)
   */
  record KeywordTensors(
      NDArray hiddenWeight, NDArray hiddenBias, NDArray outputWeight, NDArray outputBias) {}

  /** Mean spikes → Linear → ReLU → Linear, from counts (B, N) over T · TS steps. */
  static NDArray keyword(
      Operations operations, KeywordTensors tensors, NDArray counts, float steps) {
    NDArray mean = counts.div(operations.constant(steps));
    NDArray hidden = Activation.relu(linear(mean, tensors.hiddenWeight, tensors.hiddenBias));
    return linear(hidden, tensors.outputWeight, tensors.outputBias);
  }

  /**
   * The same on the integer grid: the first map works on counts, its weights divided by T · TS
   * (exact, because on the grid they are integers times a power of two times T · TS), and the
   * hidden layer is rounded to unsigned 8 bits.
   */
  static NDArray keywordOnGrid(
      Operations operations,
      KeywordTensors tensors,
      NDArray counts,
      NumberFormat.ReadoutFormat format,
      float steps) {
    NDArray onCounts = tensors.hiddenWeight.div(operations.constant(steps));
    NDArray hidden = Activation.relu(linear(counts, onCounts, tensors.hiddenBias));
    float unit = (float) Math.scalb(1.0, format.hiddenShift() - format.hiddenFraction());
    NDArray units = hidden.mul(operations.constant(1 / unit));
    NDArray rounded = operations.round(units).minimum(operations.constant(NumberFormat.HIDDEN_MAX));
    return linear(rounded.mul(operations.constant(unit)), tensors.outputWeight, tensors.outputBias);
  }

  /** x Wᵀ + b for rows of x. */
  static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return x.matMul(weight.transpose()).add(bias);
  }
}
