package org.keyspike.integer;

import java.util.Arrays;

/** The features of the last frames, from which every band is read as late as its delay says. */
final class FeatureDelays {
  private final int[] delays;

  /** (frames, C), a ring; zeros before the first frame. */
  private final byte[][] frames;

  private final byte[] delayed;
  private int now;

  /**
   * @param delays d, (C), in frames
   */
  FeatureDelays(IntegerVector delays) {
    this.delays = delays.values();
    frames = new byte[delays.largest() + 1][delays.size()];
    delayed = new byte[delays.size()];
  }

  void reset() {
    for (byte[] frame : frames) {
      Arrays.fill(frame, (byte) 0);
    }
  }

  /**
   * Takes the features of a frame and gives those that are due in it, (C), valid until the next.
   *
   * @param features C unsigned bytes from {@code offset}
   */
  byte[] next(byte[] features, int offset) {
    now = now + 1 == frames.length ? 0 : now + 1;
    System.arraycopy(features, offset, frames[now], 0, delayed.length);
    for (int c = 0; c < delayed.length; c++) {
      int frame = now - delays[c];
      delayed[c] = frames[frame < 0 ? frame + frames.length : frame][c];
    }
    return delayed;
  }
}
