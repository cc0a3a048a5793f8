package org.keyspike.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import org.keyspike.network.ResidualEncoder;
import org.keyspike.network.Surrogate;

/** The residual encoder ({@link ResidualEncoder}), or its coarse phase alone, over all frames. */
final class EncoderGraph {
  private final Operations operations;
  private final NDArray coarse;
  private final NDArray fine;
  private final boolean cut;
  private NDArray reconstructionError;

  /**
   * @param coarse δ¹, (1) or (C)
   * @param fine δ², the same, or null for the coarse phase alone
   * @param cut whether no gradient passes through the estimates
   */
  EncoderGraph(Operations operations, NDArray coarse, NDArray fine, boolean cut) {
    this.operations = operations;
    this.coarse = coarse;
    this.fine = fine;
    this.cut = cut;
  }

  /** δ¹ = softplus(ρ) + 10⁻⁴, as a function of ρ: its gradient, and its value up to rounding. */
  static NDArray coarseStep(Operations operations, NDArray rho) {
    return Activation.softPlus(rho).add(operations.constant((float) ResidualEncoder.SMALLEST_STEP));
  }

  /** δ² = δ¹ · sigmoid(κ), likewise. */
  static NDArray fineStep(NDArray coarse, NDArray kappa) {
    return coarse.mul(Activation.sigmoid(kappa));
  }

  /**
   * Encodes.
   *
   * @param frames T arrays of (B, C)
   * @return T arrays of (B, 4C): coarse⁺, coarse⁻, fine⁺, fine⁻; or (B, 2C)
   */
  NDList encode(NDList frames) {
    NDList spikes = new NDList(frames.size());
    NDList rests = new NDList(frames.size());
    NDArray estimate = frames.head().zerosLike();
    NDArray residual = estimate;
    for (NDArray x : frames) {
      NDArray coarseSpikes = twoSided(x.sub(estimate), coarse);
      estimate = follow(estimate, coarseSpikes, coarse);
      NDArray rest = x.sub(estimate);
      if (fine == null) {
        spikes.add(coarseSpikes);
      } else {
        NDArray fineSpikes = twoSided(rest.sub(residual), fine);
        residual = follow(residual, fineSpikes, fine);
        rest = rest.sub(residual);
        spikes.add(Operations.concat(new NDList(coarseSpikes, fineSpikes), 1));
      }
      rests.add(rest);
    }
    reconstructionError = operations.learning() ? Operations.concat(rests, 0) : null;
    return spikes;
  }

  /** x − x̂ − r̂ of the last encoding, (T · B, C). */
  NDArray reconstructionError() {
    return reconstructionError;
  }

  /** H(e − δ) and H(−e − δ), (B, 2C). */
  private NDArray twoSided(NDArray error, NDArray step) {
    NDArray up = error.sub(step);
    NDArray down = error.neg().sub(step);
    return operations.spike(Operations.concat(new NDList(up, down), 1), Surrogate.OF_ENCODER);
  }

  /** value + δ(s⁺ − s⁻). */
  private NDArray follow(NDArray value, NDArray spikes, NDArray step) {
    NDList parts = spikes.split(new long[] {value.getShape().get(1)}, 1);
    NDArray next = value.add(parts.get(0).sub(parts.get(1)).mul(step));
    return cut && operations.learning() ? next.stopGradient() : next;
  }
}
