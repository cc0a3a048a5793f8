package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.keyspike.network.DelayLine;

/**
 * The delays of a layer's input channels. Forward, channel j comes ⌊d_j + ½⌋ frames late; the
 * gradient by the channel takes the same way back, and that by its delay is
 *
 * <pre>
 * ∂L/∂d_j = −Σ_t g_j(t) · (κ ∗ x_j)'(t − d_j)
 * </pre>
 *
 * <p>with the channel x_j smoothed by a Gaussian κ of standard deviation σ, at the real d_j. Frames
 * beyond a clip's end count as 0 there.
 */
final class DelayGraph {
  private final Operations operations;
  private final NDArray delays;
  private final int frames;
  private final double sigma;

  /**
   * @param delays d, (M)
   * @param frames T
   * @param sigma σ, frames
   */
  DelayGraph(Operations operations, NDArray delays, int frames, double sigma) {
    this.operations = operations;
    this.delays = delays;
    this.frames = frames;
    this.sigma = sigma;
  }

  /**
   * Delays channels.
   *
   * @param rows (T · steps · B, M)
   * @param valid (T · steps · B, 1) of 0 and 1, or null if all rows count
   * @return the same shape
   */
  NDArray delayed(NDArray rows, NDArray valid) {
    long channels = rows.getShape().get(1);
    long each = rows.getShape().get(0) / frames;
    NDArray inputs = rows.reshape(frames, each, channels);
    NDArray late = late(inputs, channels);
    if (operations.learning()) {
      NDArray past = (valid == null ? rows : rows.mul(valid)).stopGradient();
      NDArray slope = slope(past.reshape(frames, each, channels));
      late = late.add(delays.sub(delays.stopGradient()).mul(slope));
    }
    return late.reshape(rows.getShape());
  }

  private NDArray late(NDArray inputs, long channels) {
    int[] whole = DelayLine.whole(delays.toFloatArray());
    long[] from = new long[frames * whole.length];
    float[] arrived = new float[from.length];
    for (int t = 0; t < frames; t++) {
      for (int j = 0; j < whole.length; j++) {
        from[t * whole.length + j] = Math.max(0, t - whole[j]);
        arrived[t * whole.length + j] = t >= whole[j] ? 1 : 0;
      }
    }
    Shape everyRow = new Shape(frames, 1, channels);
    NDArray index = operations.manager().create(from, everyRow).broadcast(inputs.getShape());
    return inputs.gather(index, 0).mul(operations.manager().create(arrived, everyRow));
  }

  /** −(κ ∗ x)'(t − d) = Σ_m x(m) z e^(−z²/2σ²) / (σ³ √2π) with z = t − d − m, (T, rows, M). */
  private NDArray slope(NDArray past) {
    NDArray time = operations.manager().arange(0, frames, 1, DataType.FLOAT32);
    NDArray z =
        time.reshape(1, frames, 1)
            .sub(delays.stopGradient().reshape(-1, 1, 1))
            .sub(time.reshape(1, 1, frames));
    float peak = (float) (1 / (Math.pow(sigma, 3) * Math.sqrt(2 * Math.PI)));
    NDArray bell = z.mul(z).mul(operations.constant((float) (-1 / (2 * sigma * sigma)))).exp();
    NDArray kernel = z.mul(bell).mul(operations.constant(peak));
    return kernel.matMul(past.transpose(2, 0, 1)).transpose(1, 2, 0);
  }
}
