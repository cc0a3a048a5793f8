package org.keyspike.network;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How features become the first layer's input. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = EncoderSpec.Residual.class, name = "residual"),
  @JsonSubTypes.Type(value = EncoderSpec.Direct.class, name = "direct")
})
public sealed interface EncoderSpec {

  /** The number of channels that C bands become. */
  int channels(int bands);

  /** Two-phase learnable residual encoder with δ shared over bands: 4C spike channels. */
  record Residual() implements EncoderSpec {
    @Override
    public int channels(int bands) {
      return 4 * bands;
    }
  }

  /** No encoder: the real-valued feature itself, C channels. */
  record Direct() implements EncoderSpec {
    @Override
    public int channels(int bands) {
      return bands;
    }
  }
}
