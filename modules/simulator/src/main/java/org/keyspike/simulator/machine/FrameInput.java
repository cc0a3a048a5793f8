package org.keyspike.simulator.machine;

/** The input of a frame: its features, and where its spikes go. */
final class FrameInput {
  private byte[] features;
  private int offset;
  private long frame;

  void next(byte[] features, int offset) {
    this.features = features;
    this.offset = offset;
    frame++;
  }

  void reset() {
    frame = 0;
  }

  byte[] features() {
    return features;
  }

  int offset() {
    return offset;
  }

  /** The number of this frame, counted from 1 at the reset: a slot of every ring follows. */
  long frame() {
    return frame;
  }
}
