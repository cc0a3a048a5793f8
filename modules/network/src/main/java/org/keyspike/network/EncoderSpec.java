package org.keyspike.network;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** The encoder of a network: how features become the first layer's input. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = EncoderSpec.Residual.class, name = "residual"),
  @JsonSubTypes.Type(value = EncoderSpec.StepForward.class, name = "step-forward"),
  @JsonSubTypes.Type(value = EncoderSpec.Direct.class, name = "direct")
})
public sealed interface EncoderSpec {

  /** The number of channels that C bands become. */
  int channels(int bands);

  /** Its parameters. */
  List<ParameterSpec> parameters(int bands);

  /**
   * Two-phase learnable residual encoder: 4C spike channels.
   *
   * @param perBand whether every band has steps of its own, or all share one pair
   */
  record Residual(boolean perBand) implements EncoderSpec {
    @Override
    public int channels(int bands) {
      return 4 * bands;
    }

    @Override
    public List<ParameterSpec> parameters(int bands) {
      int steps = perBand ? bands : 1;
      return List.of(
          new ParameterSpec(Names.RHO, ParameterSpec.Role.STEP, steps),
          new ParameterSpec(Names.KAPPA, ParameterSpec.Role.STEP, steps));
    }
  }

  /** The classical baseline: the coarse phase alone with a fixed step, 2C spike channels. */
  record StepForward() implements EncoderSpec {
    @Override
    public int channels(int bands) {
      return 2 * bands;
    }

    @Override
    public List<ParameterSpec> parameters(int bands) {
      return List.of(new ParameterSpec(Names.RHO, ParameterSpec.Role.FIXED_STEP, 1));
    }
  }

  /** No encoder: the real-valued feature itself, C channels. */
  record Direct() implements EncoderSpec {
    @Override
    public int channels(int bands) {
      return bands;
    }

    @Override
    public List<ParameterSpec> parameters(int bands) {
      return List.of();
    }
  }
}
