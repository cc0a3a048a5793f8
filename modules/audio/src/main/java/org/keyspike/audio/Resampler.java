package org.keyspike.audio;

/**
 * Changes the sample rate by band-limited interpolation: a Kaiser-windowed sinc of 35 zero
 * crossings. With f the lower of the two rates, it is flat up to 0.39·f, halves the amplitude at
 * 0.45·f and is 60 dB down from 0.51·f on (at 16 kHz: 6.3, 7.2 and 8.1 kHz).
 */
public final class Resampler {
  private Resampler() {}

  /**
   * Resamples a whole clip. Time is kept: sample i of the result lies at i / sampleRate seconds.
   * The result has round(n · sampleRate / clip.sampleRate()) samples, halves up, clipped to [−1,
   * 1); the same input gives the same bits.
   *
   * @return the clip itself if it has that rate already
   * @throws IllegalArgumentException if the rate is not positive or the result too long
   */
  public static AudioClip resample(AudioClip clip, int sampleRate) {
    if (sampleRate < 1) {
      throw new IllegalArgumentException("sample rate " + sampleRate + " Hz, expected at least 1");
    }
    if (clip.sampleRate() == sampleRate) {
      return clip;
    }
    double factor = (double) sampleRate / clip.sampleRate();
    float[] samples = SincFilter.fine().stretched(clip.samples(), factor, length(clip, sampleRate));
    for (int i = 0; i < samples.length; i++) {
      samples[i] = SampleBlock.clip(samples[i]);
    }
    return new AudioClip(samples, sampleRate);
  }

  private static int length(AudioClip clip, int sampleRate) {
    long from = clip.sampleRate();
    long length = (2L * clip.samples().length * sampleRate + from) / (2 * from);
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          clip + " at " + sampleRate + " Hz would be " + length + " samples");
    }
    return (int) length;
  }
}
