package org.keyspike.network;

/**
 * The learnable residual encoder, one frame a step, per band c:
 *
 * <pre>
 * e¹ = x_t − x̂_{t−1};        s¹⁺ = H(e¹ − δ¹), s¹⁻ = H(−e¹ − δ¹);  x̂_t = x̂_{t−1} + δ¹(s¹⁺ − s¹⁻)
 * e² = (x_t − x̂_t) − r̂_{t−1}; s²⁺ = H(e² − δ²), s²⁻ = H(−e² − δ²);  r̂_t = r̂_{t−1} + δ²(s²⁺ − s²⁻)
 * δ¹ = softplus(ρ) + 10⁻⁴,  δ² = δ¹ · sigmoid(κ)
 * </pre>
 *
 * <p>Source: "Adaptive Speech-to-Spike Encoding", arXiv 2606.19039.
 */
public final class ResidualEncoder {
  /** Keeps δ¹ away from 0. */
  public static final double SMALLEST_STEP = 1e-4;

  /**
   * The encoder's memory of one clip: x̂ and r̂, (C) each.
   *
   * @param estimate x̂, starts at 0
   * @param residual r̂, starts at 0
   */
  public record State(float[] estimate, float[] residual) {
    public static State zero(int bands) {
      return new State(new float[bands], new float[bands]);
    }
  }

  private ResidualEncoder() {}

  /** δ¹ of ρ. */
  public static float coarseStep(float rho) {
    double softplus = Math.max(rho, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(rho)));
    return (float) (softplus + SMALLEST_STEP);
  }

  /** δ² of ρ and κ. */
  public static float fineStep(float rho, float kappa) {
    return (float) (coarseStep(rho) / (1 + StrictMath.exp(-kappa)));
  }

  /** The ρ whose δ¹ is the given one, above {@link #SMALLEST_STEP}. */
  public static float rhoOf(double coarseStep) {
    return (float) StrictMath.log(StrictMath.expm1(coarseStep - SMALLEST_STEP));
  }

  /**
   * One step.
   *
   * @param coarse δ¹
   * @param fine δ²
   * @param state changed in place
   * @param x the frame, (C)
   * @param spikes receives coarse⁺, coarse⁻, fine⁺, fine⁻, (4C), each 0 or 1
   */
  public static void step(float coarse, float fine, State state, float[] x, float[] spikes) {
    int bands = x.length;
    for (int c = 0; c < bands; c++) {
      float e1 = x[c] - state.estimate[c];
      float up = heaviside(e1 - coarse);
      float down = heaviside(-e1 - coarse);
      state.estimate[c] += coarse * (up - down);
      float e2 = x[c] - state.estimate[c] - state.residual[c];
      float fineUp = heaviside(e2 - fine);
      float fineDown = heaviside(-e2 - fine);
      state.residual[c] += fine * (fineUp - fineDown);
      spikes[c] = up;
      spikes[bands + c] = down;
      spikes[2 * bands + c] = fineUp;
      spikes[3 * bands + c] = fineDown;
    }
  }

  private static float heaviside(float z) {
    return z >= 0 ? 1 : 0;
  }
}
