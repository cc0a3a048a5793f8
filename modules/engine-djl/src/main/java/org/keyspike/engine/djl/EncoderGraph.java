package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import org.keyspike.integer.IntegerEncoder;
import org.keyspike.network.NumberFormat;
import org.keyspike.network.ResidualEncoder;
import org.keyspike.network.Surrogate;

/** The residual encoder ({@link ResidualEncoder}) over all frames. */
final class EncoderGraph {
  private final Operations operations;
  private final NDArray coarse;
  private final NDArray fine;

  private EncoderGraph(Operations operations, NDArray coarse, NDArray fine) {
    this.operations = operations;
    this.coarse = coarse;
    this.fine = fine;
  }

  /** With real-valued steps. */
  static EncoderGraph of(Operations operations, NDArray rho, NDArray kappa) {
    NDArray coarse =
        Activation.softPlus(rho).add(operations.constant((float) ResidualEncoder.SMALLEST_STEP));
    return new EncoderGraph(operations, coarse, coarse.mul(Activation.sigmoid(kappa)));
  }

  /**
   * With steps on the feature grid, computed outside, so that they are the ones of the integer
   * network to the last bit; the gradient is that of the real-valued steps.
   */
  static EncoderGraph onGrid(
      Operations operations, NDArray rho, NDArray kappa, IntegerEncoder.Residual steps) {
    EncoderGraph real = of(operations, rho, kappa);
    float unit = 1f / (1 << NumberFormat.FEATURE_FRACTION);
    return new EncoderGraph(
        operations,
        operations.straightThrough(operations.constant(steps.coarseStep() * unit), real.coarse),
        operations.straightThrough(operations.constant(steps.fineStep() * unit), real.fine));
  }

  /**
   * Encodes.
   *
   * @param frames T arrays of (B, C)
   * @return T arrays of (B, 4C): coarse⁺, coarse⁻, fine⁺, fine⁻
   */
  NDList encode(NDList frames) {
    NDList spikes = new NDList(frames.size());
    NDArray estimate = frames.head().zerosLike();
    NDArray residual = estimate;
    long bands = estimate.getShape().get(1);
    for (NDArray x : frames) {
      NDArray error = x.sub(estimate);
      NDArray coarseSpikes = twoSided(error, coarse);
      estimate = follow(estimate, coarseSpikes, coarse, bands);
      NDArray rest = x.sub(estimate).sub(residual);
      NDArray fineSpikes = twoSided(rest, fine);
      residual = follow(residual, fineSpikes, fine, bands);
      spikes.add(NDArrays.concat(new NDList(coarseSpikes, fineSpikes), 1));
    }
    return spikes;
  }

  /** H(e − δ) and H(−e − δ), (B, 2C). */
  private NDArray twoSided(NDArray error, NDArray step) {
    NDArray both = NDArrays.concat(new NDList(error, error.neg()), 1);
    return operations.spike(both.sub(step), Surrogate.OF_ENCODER);
  }

  /** value + δ(s⁺ − s⁻). */
  private static NDArray follow(NDArray value, NDArray spikes, NDArray step, long bands) {
    NDList parts = spikes.split(new long[] {bands}, 1);
    return value.add(parts.get(0).sub(parts.get(1)).mul(step));
  }
}
