package org.keyspike.audio;

import java.util.Arrays;
import java.util.Objects;

/**
 * One channel of sound.
 *
 * <p>The array is shared, not copied: a clip of speech is read once and passed on, and nothing here
 * writes to it.
 *
 * @param samples (n), in [−1, 1)
 * @param sampleRate samples per second, at least 1
 */
public record AudioClip(float[] samples, int sampleRate) {

  /**
   * @throws IllegalArgumentException if the sample rate is not positive
   */
  public AudioClip {
    Objects.requireNonNull(samples, "samples");
    if (sampleRate < 1) {
      throw new IllegalArgumentException("sample rate " + sampleRate + " Hz, expected at least 1");
    }
  }

  /** Duration, s. */
  public double seconds() {
    return (double) samples.length / sampleRate;
  }

  /** Equal rate and equal samples, bit for bit. */
  @Override
  public boolean equals(Object other) {
    return other instanceof AudioClip clip
        && sampleRate == clip.sampleRate
        && Arrays.equals(samples, clip.samples);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(samples) + sampleRate;
  }

  @Override
  public String toString() {
    return "AudioClip[" + samples.length + " samples, " + sampleRate + " Hz]";
  }
}
