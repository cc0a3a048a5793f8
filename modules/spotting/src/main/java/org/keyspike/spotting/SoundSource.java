package org.keyspike.spotting;

import java.io.IOException;

/** A source of 16 kHz sound. */
public interface SoundSource extends AutoCloseable {
  /** What it is, for people. */
  String name();

  /** Takes samples, in [−1, 1); the array is used again. */
  @FunctionalInterface
  interface Sink {
    void accept(float[] samples, int length);
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
