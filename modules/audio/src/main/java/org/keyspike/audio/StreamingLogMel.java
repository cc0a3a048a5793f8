package org.keyspike.audio;

import static org.keyspike.audio.FrontEndSettings.HOP;
import static org.keyspike.audio.FrontEndSettings.WINDOW;

import java.util.Arrays;
import java.util.Objects;

/**
 * {@link LogMel} for samples that arrive in chunks of any size. The frames are those of the whole
 * signal, bit for bit; a frame comes as soon as its last sample is there. Allocates nothing per
 * chunk. Not safe for threads.
 */
public final class StreamingLogMel {
  private static final int OVERLAP = WINDOW - HOP;

  private final LogMel logMel;
  private final float[] window = new float[WINDOW];
  private final float[] features;
  private int filled = OVERLAP;

  public StreamingLogMel(FrontEndSettings settings) {
    logMel = new LogMel(settings);
    features = new float[settings.bands()];
  }

  /**
   * Takes the next samples and hands on every frame that they complete.
   *
   * @param samples 16 kHz, in [−1, 1)
   * @param offset index of the first
   * @param length how many, 0 or more
   * @param consumer called once per frame, in order, before this returns
   * @throws IndexOutOfBoundsException if the range lies outside the array
   */
  public void accept(float[] samples, int offset, int length, FrameConsumer consumer) {
    Objects.checkFromIndexSize(offset, length, samples.length);
    int from = offset;
    int end = offset + length;
    while (from < end) {
      int count = Math.min(end - from, WINDOW - filled);
      System.arraycopy(samples, from, window, filled, count);
      filled += count;
      from += count;
      if (filled == WINDOW) {
        logMel.frame(window, 0, features, 0);
        System.arraycopy(window, HOP, window, 0, OVERLAP);
        filled = OVERLAP;
        consumer.accept(features);
      }
    }
  }

  /** Forgets everything: the next sample is the first of a new signal. */
  public void reset() {
    Arrays.fill(window, 0);
    filled = OVERLAP;
  }
}
