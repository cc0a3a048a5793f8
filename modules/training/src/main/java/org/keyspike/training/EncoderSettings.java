package org.keyspike.training;

import org.keyspike.network.EncoderSpec;
import org.keyspike.network.SpecException;

/**
 * How features become spikes: the recipe's {@code encoder}.
 *
 * @param kind {@code residual} or {@code direct}
 * @param stepQuantile δ¹ starts as this quantile of |x_t − x_{t−1}| over the training part, between
 *     0 and 1
 */
public record EncoderSettings(String kind, double stepQuantile) {
  public EncoderSettings {
    if (!(stepQuantile > 0 && stepQuantile < 1)) {
      throw new SpecException("encoder.stepQuantile", stepQuantile, "between 0 and 1");
    }
    spec(kind);
  }

  public EncoderSpec spec() {
    return spec(kind);
  }

  private static EncoderSpec spec(String kind) {
    return switch (kind) {
      case "residual" -> new EncoderSpec.Residual();
      case "direct" -> new EncoderSpec.Direct();
      default -> throw new SpecException("encoder.kind", kind, "residual or direct");
    };
  }
}
