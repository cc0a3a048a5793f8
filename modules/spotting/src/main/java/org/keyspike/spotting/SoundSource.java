package org.keyspike.spotting;

import java.io.IOException;

/**
 * A source of 16 kHz sound, in 16-bit integers: those of a file, a pipe or a sound card as they
 * are, where they have that rate and one channel; what is mixed down, resampled or read from other
 * formats is rounded by {@link org.keyspike.audio.Pcm16#of}.
 */
public interface SoundSource extends AutoCloseable {
  /** What it is, for people. */
  String name();

  /** Takes samples; the array is used again. */
  @FunctionalInterface
  interface Sink {
    void accept(short[] samples, int length);
  }

  /**
   * Waits for the next tenth of a second, or what is left, and hands it on.
   *
   * @return whether there may be more
   * @throws IOException if the sound breaks off where it should not
   */
  boolean next(Sink sink) throws IOException;

  /** Ends it; a call that waits for sound ends soon, from whatever thread this is called. */
  @Override
  void close();
}
