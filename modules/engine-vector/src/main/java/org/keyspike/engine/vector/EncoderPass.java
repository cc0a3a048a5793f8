package org.keyspike.engine.vector;

import java.util.Arrays;
import org.keyspike.network.Surrogate;
import org.keyspike.training.EncoderSteps;

/** The residual encoder, or its coarse phase alone, over the frames of one shard. */
final class EncoderPass {
  private final RowKernels kernels;
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

  /** Values of {@code errors} a row, 0 if they are not kept. */
  private final int kept;

  /**
   * @param features (T, clips, C), as the encoder receives them
   * @param keep whether errors are kept for a backward pass
   */
  EncoderPass(
      PassContext context, Shard shard, EncoderSteps steps, float[] features, boolean keep) {
    kernels = context.kernels();
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
    kept = keep ? phases * bands : 0;
    errors = context.pool().floats(keep ? rows * kept : phases * bands);
  }

  /** Its spikes: coarse⁺, coarse⁻, fine⁺, fine⁻. */
  Events events() {
    return events;
  }

  /** Encodes the features. */
  void forward() {
    float[] estimates = new float[shard.clips() * bands];
    float[] residuals = new float[shard.clips() * bands];
    float[] none = new float[shard.clips() * bands];
    Arrays.fill(spikes, 0);
    events.begin();
    for (int row = 0; row < events.rows(); row++) {
      int clip = row % shard.clips() * bands;
      int x = row * bands;
      int e = row * kept;
      float[] coarse = steps.coarse();
      kernels.encode(
          features, x, none, estimates, clip, coarse, errors, e, spikes, 0, bands, bands);
      if (phases == 2) {
        kernels.encode(
            features, x, estimates, residuals, clip, fineSteps, errors, e + bands, spikes,
            2 * bands, 3 * bands, bands);
      }
      events.append(row, spikes, 0);
    }
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
    float[] rest = new float[bands];
    float[] terms = new float[bands];
    float through = carried ? 1 : 0;
    float k = Surrogate.OF_ENCODER.slope();
    for (int row = events.rows() - 1; row >= 0; row--) {
      int clip = row % shard.clips() * bands;
      boolean valid = shard.valid(row / shard.clips(), row % shard.clips());
      float factor = valid ? through * reconstruction : 0;
      int g = row * stride;
      int e = row * kept;
      Arrays.fill(rest, 0);
      if (phases == 2) {
        // x − x̂ − r̂ after the move has as gradients by x̂ and by r̂ its negative.
        kernels.encodeBack(
            gradients,
            g + 2 * bands,
            g + 3 * bands,
            errors,
            e + bands,
            fineSteps,
            ofResidual,
            clip,
            rest,
            through,
            factor,
            k,
            terms,
            bands);
        join(terms, fine);
      }
      kernels.encodeBack(
          gradients,
          g,
          g + bands,
          errors,
          e,
          steps.coarse(),
          ofEstimate,
          clip,
          rest,
          through,
          0,
          k,
          terms,
          bands);
      join(terms, coarse);
    }
  }

  private void join(float[] terms, double[] into) {
    for (int c = 0; c < bands; c++) {
      into[c] += terms[c];
    }
  }
}
