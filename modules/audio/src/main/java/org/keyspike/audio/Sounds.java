package org.keyspike.audio;

/** Mono sounds at 16 kHz that can be read in part. Safe to read from several threads. */
public interface Sounds {
  /** Number of sounds. */
  int size();

  /** Samples of a sound, at least 1. */
  int length(int sound);

  /**
   * Copies part of a sound.
   *
   * @param from first sample of the sound
   * @param destination receives samples in [−1, 1)
   * @param offset where in it
   * @param count how many
   * @throws IndexOutOfBoundsException if the sound or the destination ends before
   */
  void read(int sound, int from, float[] destination, int offset, int count);
}
