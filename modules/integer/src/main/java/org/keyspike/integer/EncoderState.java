package org.keyspike.integer;

import java.util.Arrays;

/**
 * The residual or step-forward encoder in integers, per band, in units of 1/16:
 *
 * <pre>
 * e¹ = x − x̂;      s¹⁺ = (e¹ ≥ δ¹), s¹⁻ = (−e¹ ≥ δ¹);  x̂ += δ¹(s¹⁺ − s¹⁻)
 * e² = x − x̂ − r̂;  s²⁺ = (e² ≥ δ²), s²⁻ = (−e² ≥ δ²);  r̂ += δ²(s²⁺ − s²⁻)    residual only
 * </pre>
 *
 * <p>x̂ never overshoots x, nor r̂ what it follows, so both stay within 9 bits.
 */
final class EncoderState {
  private final int[] coarseSteps;
  private final int[] fineStepsOrNull;
  private final int[] estimate;
  private final int[] residual;

  private EncoderState(int[] coarseSteps, int[] fineStepsOrNull) {
    this.coarseSteps = coarseSteps;
    this.fineStepsOrNull = fineStepsOrNull;
    estimate = new int[coarseSteps.length];
    residual = new int[coarseSteps.length];
  }

  /** The state of an encoder, or null where features go straight in. */
  static EncoderState of(IntegerEncoder encoder) {
    if (encoder instanceof IntegerEncoder.Residual steps) {
      return new EncoderState(steps.coarseSteps().values(), steps.fineSteps().values());
    }
    return encoder instanceof IntegerEncoder.StepForward steps
        ? new EncoderState(steps.coarseSteps().values(), null)
        : null;
  }

  void reset() {
    Arrays.fill(estimate, 0);
    Arrays.fill(residual, 0);
  }

  /** One frame, C unsigned bytes from {@code offset}, to 4C or 2C spikes. */
  void step(byte[] features, int offset, byte[] spikes) {
    int bands = estimate.length;
    for (int c = 0; c < bands; c++) {
      int x = features[offset + c] & 0xFF;
      int coarse = sign(x - estimate[c], coarseSteps[c]);
      estimate[c] += coarse * coarseSteps[c];
      spikes[c] = (byte) (coarse > 0 ? 1 : 0);
      spikes[bands + c] = (byte) (coarse < 0 ? 1 : 0);
      if (fineStepsOrNull != null) {
        int fine = sign(x - estimate[c] - residual[c], fineStepsOrNull[c]);
        residual[c] += fine * fineStepsOrNull[c];
        spikes[2 * bands + c] = (byte) (fine > 0 ? 1 : 0);
        spikes[3 * bands + c] = (byte) (fine < 0 ? 1 : 0);
      }
    }
  }

  private static int sign(int error, int step) {
    if (error >= step) {
      return 1;
    }
    return -error >= step ? -1 : 0;
  }
}
