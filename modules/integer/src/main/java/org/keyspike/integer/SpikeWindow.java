package org.keyspike.integer;

import java.util.Arrays;

/**
 * Spike counts, or sums of other outputs, of the last T frames of a stream, from which a keyword
 * network answers every 10 frames: what comes is added, what leaves is taken off. Before T frames
 * have passed, those that are missing count as silent. Nothing is allocated per frame.
 */
public final class SpikeWindow {
  /** Frames from one answer to the next. */
  public static final int PERIOD = 10;

  private final int window;
  private final byte[] frames;
  private final int[] counts;
  private int next;

  /**
   * @param window T, at least 1
   * @param neurons N of the last layer
   */
  public SpikeWindow(int window, int neurons) {
    this.window = window;
    frames = new byte[Math.multiplyExact(window, neurons)];
    counts = new int[neurons];
  }

  /**
   * Takes the next frame.
   *
   * @param merged outputs of the last layer, summed over the frame's steps, (N)
   */
  public void add(byte[] merged) {
    for (int n = 0; n < counts.length; n++) {
      counts[n] += merged[n] - frames[next];
      frames[next] = merged[n];
      next++;
    }
    next = next == frames.length ? 0 : next;
  }

  /** (N), shared, changes with the next frame. */
  public int[] counts() {
    return counts;
  }

  /** Whether a network answers after so many frames of a stream: at T, and every 10 from there. */
  public boolean answers(long frame) {
    return answers(frame, window);
  }

  /** The same for a window of T frames. */
  public static boolean answers(long frame, int window) {
    return frame >= window && (frame - window) % PERIOD == 0;
  }

  /** Forgets all frames. */
  public void reset() {
    Arrays.fill(frames, (byte) 0);
    Arrays.fill(counts, 0);
    next = 0;
  }
}
