package org.keyspike.network;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The readout of a network: how the last layer's spikes become logits. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ReadoutSpec.Keyword.class, name = "keyword"),
  @JsonSubTypes.Type(value = ReadoutSpec.FrameWise.class, name = "frame-wise")
})
public sealed interface ReadoutSpec {

  /** K, the number of classes. */
  int classes();

  /**
   * One answer a clip: mean spikes → Linear → ReLU → Linear → logits.
   *
   * @param hidden R, at least 1
   * @param classes K, at least 2
   * @param frames T, the frames of a clip; fixed, because 1/(T·TS) is absorbed into the first map
   */
  record Keyword(int hidden, int classes, int frames) implements ReadoutSpec {
    public Keyword {
      if (hidden < 1) {
        throw new SpecException("readout.hidden", hidden, "at least 1");
      }
      if (frames < 1) {
        throw new SpecException("readout.frames", frames, "at least 1");
      }
      requireClasses(classes);
    }
  }

  /**
   * One answer a frame: the frame's merged spikes (0…TS) → Linear → logits.
   *
   * @param classes K, at least 2
   */
  record FrameWise(int classes) implements ReadoutSpec {
    public FrameWise {
      requireClasses(classes);
    }
  }

  private static void requireClasses(int classes) {
    if (classes < 2) {
      throw new SpecException("readout.classes", classes, "at least 2");
    }
  }
}
