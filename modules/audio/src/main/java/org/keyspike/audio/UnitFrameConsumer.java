package org.keyspike.audio;

/** A consumer of frames of {@link IntegerLogMel}, in the order in which they come. */
@FunctionalInterface
public interface UnitFrameConsumer {
  /**
   * One frame.
   *
   * @param units (C) unsigned bytes of unit 1/16, valid during the call only: the array is used
   *     again
   */
  void accept(byte[] units);
}
