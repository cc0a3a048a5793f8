package org.keyspike.spotting;

import java.util.Arrays;

/** Spike counts of the last T frames: what comes is added, what leaves is taken off. */
final class SpikeWindow {
  private final byte[] frames;
  private final int[] counts;
  private int next;

  SpikeWindow(int window, int neurons) {
    frames = new byte[window * neurons];
    counts = new int[neurons];
  }

  void add(Core core) {
    for (int n = 0; n < counts.length; n++) {
      byte spikes = (byte) core.merged(n);
      counts[n] += spikes - frames[next];
      frames[next] = spikes;
      next++;
    }
    next = next == frames.length ? 0 : next;
  }

  /** (N), changes with the next frame. */
  int[] counts() {
    return counts;
  }

  void reset() {
    Arrays.fill(frames, (byte) 0);
    Arrays.fill(counts, 0);
    next = 0;
  }
}
