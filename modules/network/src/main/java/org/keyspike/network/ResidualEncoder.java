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
   * @param coarse δ¹, (C)
   * @param fine δ², (C)
   * @param state changed in place
   * @param x the frame, (C)
   * @param spikes receives coarse⁺, coarse⁻, fine⁺, fine⁻, (4C), each 0 or 1
   */
  public static void step(float[] coarse, float[] fine, State state, float[] x, float[] spikes) {
    int bands = x.length;
    stepForward(coarse, state, x, spikes);
    for (int c = 0; c < bands; c++) {
      float e2 = x[c] - state.estimate[c] - state.residual[c];
      float up = heaviside(e2 - fine[c]);
      float down = heaviside(-e2 - fine[c]);
      state.residual[c] += fine[c] * (up - down);
      spikes[2 * bands + c] = up;
      spikes[3 * bands + c] = down;
    }
  }

  /**
   * One step of the coarse phase alone: the step-forward encoder.
   *
   * @param coarse δ¹, (C)
   * @param state its estimate is changed in place
   * @param x the frame, (C)
   * @param spikes receives coarse⁺, coarse⁻ as its first 2C values, each 0 or 1
   */
  public static void stepForward(float[] coarse, State state, float[] x, float[] spikes) {
    int bands = x.length;
    for (int c = 0; c < bands; c++) {
      float e1 = x[c] - state.estimate[c];
      float up = heaviside(e1 - coarse[c]);
      float down = heaviside(-e1 - coarse[c]);
      state.estimate[c] += coarse[c] * (up - down);
      spikes[c] = up;
      spikes[bands + c] = down;
    }
  }

  /** δ¹ of every band, (C), from ρ of every band or of all. */
  public static float[] coarseSteps(Parameters parameters, int bands) {
    float[] rho = parameters.data(Names.RHO);
    float[] steps = new float[bands];
    for (int c = 0; c < bands; c++) {
      steps[c] = coarseStep(rho[rho.length == 1 ? 0 : c]);
    }
    return steps;
  }

  /** δ² of every band, (C). */
  public static float[] fineSteps(Parameters parameters, int bands) {
    float[] rho = parameters.data(Names.RHO);
    float[] kappa = parameters.data(Names.KAPPA);
    float[] steps = new float[bands];
    for (int c = 0; c < bands; c++) {
      int i = rho.length == 1 ? 0 : c;
      steps[c] = fineStep(rho[i], kappa[i]);
    }
    return steps;
  }

  private static float heaviside(float z) {
    return z >= 0 ? 1 : 0;
  }
}
