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
   * @param hidden R, 1 to 2²⁰
   * @param classes K, 2 to 2²⁰
   * @param frames T, the frames of a clip, 1 to 2²⁰; fixed, because 1/(T·TS) is absorbed into the
   *     first map
   */
  record Keyword(int hidden, int classes, int frames) implements ReadoutSpec {
    public Keyword {
      Extents.require("readout.hidden", hidden, 1);
      Extents.require("readout.frames", frames, 1);
      requireClasses(classes);
    }
  }

  /**
   * One answer a frame: the frame's merged spikes (0…TS) → Linear → logits.
   *
   * @param classes K, 2 to 2²⁰
   */
  record FrameWise(int classes) implements ReadoutSpec {
    public FrameWise {
      requireClasses(classes);
    }
  }

  private static void requireClasses(int classes) {
    Extents.require("readout.classes", classes, 2);
  }
}
