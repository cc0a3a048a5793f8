package org.keyspike.simulator.machine;

/** The input of a frame: its features, and where its spikes go. */
final class FrameInput {
  private byte[] features;
  private int offset;
  private int parity;

  void next(byte[] features, int offset) {
    this.features = features;
    this.offset = offset;
    parity = 1 - parity;
  }

  void reset() {
    parity = 0;
  }

  byte[] features() {
    return features;
  }

  int offset() {
    return offset;
  }

  /** Which of the two regions of a layer's spikes are this frame's. */
  int parity() {
    return parity;
  }
}
