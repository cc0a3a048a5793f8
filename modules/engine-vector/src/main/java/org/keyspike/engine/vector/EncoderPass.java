package org.keyspike.engine.vector;

import java.util.Arrays;
import org.keyspike.network.Surrogate;
import org.keyspike.training.EncoderSteps;

/** The residual encoder, or its coarse phase alone, over the frames of one shard. */
final class EncoderPass {
  private final Shard shard;
  private final EncoderSteps steps;
  private final float[] features;
  private final int bands;
  private final int phases;
  private final int stride;

  /** δ², or null without a fine phase. */
  private final float[] fineSteps;

  private final Events events;
  private final float[] spikes;
  private final float[] errors;

  /**
   * @param features (T, clips, C), as the encoder receives them
   * @param keep whether errors are kept for a backward pass
   */
  EncoderPass(
      PassContext context, Shard shard, EncoderSteps steps, float[] features, boolean keep) {
    this.shard = shard;
    this.steps = steps;
    this.features = features;
    bands = context.spec().features().bands();
    fineSteps = steps.fine().orElse(null);
    phases = fineSteps == null ? 1 : 2;
    int rows = shard.frames() * shard.clips();
    events = Events.ones(context.pool(), rows, 2 * phases * bands);
    stride = context.geometry().stride(2 * phases * bands);
    spikes = context.pool().floats(stride);
    errors = keep ? context.pool().floats(rows * phases * bands) : null;
  }

  /** Its spikes: coarse⁺, coarse⁻, fine⁺, fine⁻. */
  Events events() {
    return events;
  }

  /** Encodes the features. */
  void forward() {
    float[] estimates = new float[shard.clips() * bands];
    float[] residuals = new float[shard.clips() * bands];
    events.begin();
    for (int row = 0; row < events.rows(); row++) {
      int clip = row % shard.clips() * bands;
      Arrays.fill(spikes, 0);
      for (int c = 0; c < bands; c++) {
        float x = features[row * bands + c];
        float e = x - estimates[clip + c];
        estimates[clip + c] += phase(e, steps.coarse()[c], c);
        if (errors != null) {
          errors[row * phases * bands + c] = e;
        }
        if (phases == 2) {
          float rest = x - estimates[clip + c] - residuals[clip + c];
          residuals[clip + c] += phase(rest, fineSteps[c], 2 * bands + c);
          if (errors != null) {
            errors[row * phases * bands + bands + c] = rest;
          }
        }
      }
      events.append(row, spikes, 0);
    }
  }

  /** Spikes of one phase; returns the move of its estimate. */
  private float phase(float error, float step, int channel) {
    boolean up = error - step >= 0;
    boolean down = -error - step >= 0;
    spikes[channel] = up ? 1 : 0;
    spikes[bands + channel] = down ? 1 : 0;
    return step * ((up ? 1 : 0) - (down ? 1 : 0));
  }

  /**
   * Gradients by the steps, added up over frames, clips and the bands one by one. With e¹, e² of
   * the forward pass, g^s the gradients by the four spikes and g^x̂, g^r̂ those carried back:
   *
   * <pre>
   * g^s of phase 2 ± += ±δ² g^r̂;  z' = g^s ⊙ H'(±e² − δ²);  g^δ² += g^r̂ (s⁺ − s⁻) − z'⁺ − z'⁻
   * g^r̂ −= z'⁺ − z'⁻;  g^x̂ −= z'⁺ − z'⁻;  then phase 1 with g^x̂ alike
   * </pre>
   *
   * @param gradients by the spikes, (T, clips, 4C) with the stride of such rows
   * @param carried whether gradients pass through x̂ and r̂
   * @param reconstruction the factor of (x − x̂ − r̂) that is its gradient, 0 for none
   * @param coarse receives g^δ¹, (C)
   * @param fine receives g^δ², (C)
   */
  void backward(
      float[] gradients, boolean carried, float reconstruction, double[] coarse, double[] fine) {
    float[] ofEstimate = new float[shard.clips() * bands];
    float[] ofResidual = new float[shard.clips() * bands];
    float through = carried ? 1 : 0;
    for (int row = events.rows() - 1; row >= 0; row--) {
      int clip = row % shard.clips() * bands;
      boolean valid = shard.valid(row / shard.clips(), row % shard.clips());
      float factor = valid ? through * reconstruction : 0;
      for (int c = 0; c < bands; c++) {
        int g = row * stride + c;
        float ofRest = 0;
        if (phases == 2) {
          float step = fineSteps[c];
          float e = errors[row * phases * bands + bands + c];
          float move = e - step >= 0 ? 1 : 0;
          move -= -e - step >= 0 ? 1 : 0;
          // x − x̂ − r̂ after the move, whose gradients by x̂ and by r̂ are its negative.
          float ofError = factor * (e - step * move);
          float carry = through * ofResidual[clip + c] - ofError;
          float up =
              (gradients[g + 2 * bands] + step * carry)
                  * Exponential.sigmoidDerivative(e - step, Surrogate.OF_ENCODER.slope());
          float down =
              (gradients[g + 3 * bands] - step * carry)
                  * Exponential.sigmoidDerivative(-e - step, Surrogate.OF_ENCODER.slope());
          fine[c] += carry * move - up - down;
          ofResidual[clip + c] = carry - (up - down);
          ofRest = up - down + ofError;
        }
        float step = steps.coarse()[c];
        float e = errors[row * phases * bands + c];
        float move = e - step >= 0 ? 1 : 0;
        move -= -e - step >= 0 ? 1 : 0;
        float carry = through * (ofEstimate[clip + c] - ofRest);
        float up =
            (gradients[g] + step * carry)
                * Exponential.sigmoidDerivative(e - step, Surrogate.OF_ENCODER.slope());
        float down =
            (gradients[g + bands] - step * carry)
                * Exponential.sigmoidDerivative(-e - step, Surrogate.OF_ENCODER.slope());
        coarse[c] += carry * move - up - down;
        ofEstimate[clip + c] = carry - (up - down);
      }
    }
  }
}
