package org.keyspike.audio;

/** Takes frames as they come. */
@FunctionalInterface
public interface FrameConsumer {
  /**
   * One frame.
   *
   * @param features (C), valid during the call only: the array is used again
   */
  void accept(float[] features);
}
