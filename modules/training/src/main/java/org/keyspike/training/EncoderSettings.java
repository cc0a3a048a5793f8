package org.keyspike.training;

import org.keyspike.network.EncoderSpec;
import org.keyspike.network.SpecException;

/**
 * The settings by which features become spikes: the recipe's {@code encoder}.
 *
 * @param kind {@code residual}, {@code step-forward} or {@code direct}
 * @param perBand whether every band of a residual encoder has steps of its own
 * @param learning what moves the steps of a residual encoder
 * @param stepQuantile δ¹ starts as this quantile of |x_t − x_{t−1}| over the training part, between
 *     0 and 1
 */
public record EncoderSettings(
    String kind, boolean perBand, EncoderLearning learning, double stepQuantile) {

  /** What holds where a recipe says nothing. */
  public static final EncoderSettings USUAL =
      new EncoderSettings("residual", false, EncoderLearning.TASK, 0.9);

  public EncoderSettings {
    if (!(stepQuantile > 0 && stepQuantile < 1)) {
      throw new SpecException("encoder.stepQuantile", stepQuantile, "between 0 and 1");
    }
    EncoderSpec spec = spec(kind, perBand);
    if (!(spec instanceof EncoderSpec.Residual) && (perBand || learning != EncoderLearning.TASK)) {
      throw new SpecException(
          "encoder",
          kind + " with perBand or learning",
          "kind residual: the others have no steps to learn");
    }
  }

  /** The network's part of it. */
  public EncoderSpec spec() {
    return spec(kind, perBand);
  }

  private static EncoderSpec spec(String kind, boolean perBand) {
    return switch (kind) {
      case "residual" -> new EncoderSpec.Residual(perBand);
      case "step-forward" -> new EncoderSpec.StepForward();
      case "direct" -> new EncoderSpec.Direct();
      default -> throw new SpecException("encoder.kind", kind, "residual, step-forward or direct");
    };
  }
}
