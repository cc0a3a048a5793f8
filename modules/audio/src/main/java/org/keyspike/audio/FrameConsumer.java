package org.keyspike.audio;

/** A consumer of frames, in the order in which they come. */
@FunctionalInterface
public interface FrameConsumer {
  /**
   * One frame.
   *
   * @param features (C), valid during the call only: the array is used again
   */
  void accept(float[] features);
}
