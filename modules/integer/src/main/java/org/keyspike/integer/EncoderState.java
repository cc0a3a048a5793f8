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

  /** What the coarse phase starts from. */
  private final int[] zeros;

  private EncoderState(int[] coarseSteps, int[] fineStepsOrNull) {
    this.coarseSteps = coarseSteps;
    this.fineStepsOrNull = fineStepsOrNull;
    estimate = new int[coarseSteps.length];
    residual = new int[coarseSteps.length];
    zeros = new int[coarseSteps.length];
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

  /**
   * One frame.
   *
   * @param features C unsigned bytes from {@code offset}
   * @param spikes receives 4C or 2C spikes, each 0 or 1
   * @param active receives their numbers
   */
  void step(byte[] features, int offset, byte[] spikes, ActiveInputs active) {
    int count = phase(features, offset, coarseSteps, zeros, estimate, 0, spikes, active, 0);
    if (fineStepsOrNull != null) {
      int first = 2 * estimate.length;
      count =
          phase(
              features, offset, fineStepsOrNull, estimate, residual, first, spikes, active, count);
    }
    active.end(count);
  }

  /**
   * e = x − below − value; s⁺ = (e ≥ δ), s⁻ = (−e ≥ δ); value += δ(s⁺ − s⁻). Without a branch, as
   * nobody can guess which bands spike; δ is above 0, so that s⁺ and s⁻ exclude each other.
   *
   * @param first channel of s⁺ of band 0
   * @param count of the channels that are active so far
   * @return the same with those of this phase
   */
  private static int phase(
      byte[] features,
      int offset,
      int[] steps,
      int[] below,
      int[] value,
      int first,
      byte[] spikes,
      ActiveInputs active,
      int count) {
    int[] numbers = active.numbers();
    int bands = steps.length;
    int found = count;
    for (int c = 0; c < bands; c++) {
      int step = steps[c];
      int error = (features[offset + c] & 0xFF) - below[c] - value[c];
      int up = 1 + (error - step >> 31);
      int down = 1 + (-error - step >> 31);
      value[c] += (up - down) * step;
      int channel = first + c;
      spikes[channel] = (byte) up;
      spikes[channel + bands] = (byte) down;
      numbers[found] = channel;
      found += up;
      numbers[found] = channel + bands;
      found += down;
    }
    return found;
  }
}
