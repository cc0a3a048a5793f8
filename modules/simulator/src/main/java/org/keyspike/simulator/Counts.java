package org.keyspike.simulator;

import org.keyspike.audio.FrontEndSettings;

/**
 * Counts of many frames.
 *
 * @param frames how many
 * @param total of all of them
 * @param maxCyclesPerFrame of the worst one, which decides about real time
 */
public record Counts(long frames, FrameCounts total, long maxCyclesPerFrame) {

  /** Of no frame. */
  public static final Counts ZERO = new Counts(0, FrameCounts.NONE, 0);

  /** With one more frame. */
  public Counts plus(FrameCounts frame) {
    return new Counts(
        frames + 1, total.plus(frame), Math.max(maxCyclesPerFrame, frame.totalCycles()));
  }

  /** Both together, in either order. */
  public Counts plus(Counts other) {
    return new Counts(
        frames + other.frames,
        total.plus(other.total),
        Math.max(maxCyclesPerFrame, other.maxCyclesPerFrame));
  }

  /** Cycles of an average frame; 0 without frames. */
  public double meanCyclesPerFrame() {
    return frames == 0 ? 0 : (double) total.totalCycles() / frames;
  }

  /** The lowest clock at which the worst frame is done before the next one comes. */
  public long lowestRealTimeClockHz() {
    return maxCyclesPerFrame * FrontEndSettings.FRAME_RATE;
  }
}
