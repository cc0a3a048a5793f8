package org.keyspike.deploy.browser;

import java.util.Arrays;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.audio.Pcm16;

/** Samples on their way to whole frames: they come in chunks of any size. */
final class SampleQueue {
  private short[] samples = new short[FrontEndSettings.SAMPLE_RATE];
  private final short[] frame = new short[FrontEndSettings.HOP];
  private int begin;
  private int end;

  /** Takes so many samples, from the first on, each rounded by {@link Pcm16#of}. */
  void add(float[] more, int count) {
    makeRoom(count);
    for (int i = 0; i < count; i++) {
      samples[end++] = Pcm16.of(more[i]);
    }
  }

  /** Takes samples. */
  void add(short[] more) {
    makeRoom(more.length);
    System.arraycopy(more, 0, samples, end, more.length);
    end += more.length;
  }

  void clear() {
    begin = 0;
    end = 0;
  }

  /** Whether there are samples for a frame. */
  boolean hasFrame() {
    return end - begin >= FrontEndSettings.HOP;
  }

  /** The next frame, an array that is used again. */
  short[] take() {
    System.arraycopy(samples, begin, frame, 0, frame.length);
    begin += frame.length;
    return frame;
  }

  private void makeRoom(int count) {
    if (end + count > samples.length) {
      System.arraycopy(samples, begin, samples, 0, end - begin);
      end -= begin;
      begin = 0;
    }
    if (end + count > samples.length) {
      samples = Arrays.copyOf(samples, Math.max(end + count, 2 * samples.length));
    }
  }
}
