package org.keyspike.integer;

import java.util.Arrays;

/**
 * The residual encoder in integers, per band, in units of 1/16:
 *
 * <pre>
 * e¹ = x − x̂;      s¹⁺ = (e¹ ≥ δ¹), s¹⁻ = (−e¹ ≥ δ¹);  x̂ += δ¹(s¹⁺ − s¹⁻)
 * e² = x − x̂ − r̂;  s²⁺ = (e² ≥ δ²), s²⁻ = (−e² ≥ δ²);  r̂ += δ²(s²⁺ − s²⁻)
 * </pre>
 *
 * <p>x̂ never overshoots x, nor r̂ what it follows, so both stay within 9 bits.
 */
final class ResidualStep {
  private final int coarseStep;
  private final int fineStep;
  private final int[] estimate;
  private final int[] residual;

  ResidualStep(IntegerEncoder.Residual steps, int bands) {
    coarseStep = steps.coarseStep();
    fineStep = steps.fineStep();
    estimate = new int[bands];
    residual = new int[bands];
  }

  void reset() {
    Arrays.fill(estimate, 0);
    Arrays.fill(residual, 0);
  }

  /** One frame, C unsigned bytes from {@code offset}, to 4C spikes. */
  void step(byte[] features, int offset, byte[] spikes) {
    int bands = estimate.length;
    for (int c = 0; c < bands; c++) {
      int x = features[offset + c] & 0xFF;
      int coarse = sign(x - estimate[c], coarseStep);
      estimate[c] += coarse * coarseStep;
      int fine = sign(x - estimate[c] - residual[c], fineStep);
      residual[c] += fine * fineStep;
      spikes[c] = (byte) (coarse > 0 ? 1 : 0);
      spikes[bands + c] = (byte) (coarse < 0 ? 1 : 0);
      spikes[2 * bands + c] = (byte) (fine > 0 ? 1 : 0);
      spikes[3 * bands + c] = (byte) (fine < 0 ? 1 : 0);
    }
  }

  private static int sign(int error, int step) {
    if (error >= step) {
      return 1;
    }
    return -error >= step ? -1 : 0;
  }
}
