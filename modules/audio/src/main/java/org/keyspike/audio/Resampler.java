package org.keyspike.audio;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Changes the sample rate by band-limited interpolation: TarsosDSP's resampler in its better
 * quality, a Kaiser-windowed sinc of 35 zero crossings. With f the lower of the two rates, it is
 * flat up to 0.39·f, halves the amplitude at 0.45·f and is 60 dB down from 0.51·f on (at 16 kHz:
 * 6.3, 7.2 and 8.1 kHz).
 */
public final class Resampler {
  /**
   * TarsosDSP's resamplers by what they were made for, never used but for copies. A filter takes 10
   * ms to compute and 0.1 ms to copy; it is the same for all factors, but buffers grow with the
   * range of factors, so there is one for each octave that was needed.
   */
  private static final Map<Filter, be.tarsos.dsp.resample.Resampler> UNUSED =
      new ConcurrentHashMap<>();

  /** Of 35 zero crossings, or of 11; for factors from 2^octave to twice that. */
  private record Filter(boolean fine, int octave) {
    be.tarsos.dsp.resample.Resampler make() {
      return new be.tarsos.dsp.resample.Resampler(
          fine, Math.scalb(1.0, octave), Math.scalb(1.0, octave + 1));
    }
  }

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
    float[] samples = stretched(clip.samples(), factor, length(clip, sampleRate), true);
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

  /**
   * Puts factor samples where one was.
   *
   * @param length samples of the result; those beyond the input's end are 0
   * @param fine whether by the filter of 35 zero crossings, or by that of 11, in a quarter of the
   *     time: with f the lower of the two rates, 1 dB down at 0.35·f, 6 dB at 0.45·f, 20 dB at
   *     0.55·f
   */
  static float[] stretched(float[] in, double factor, int length, boolean fine) {
    Filter filter = new Filter(fine, Math.getExponent(factor));
    be.tarsos.dsp.resample.Resampler resampler =
        new be.tarsos.dsp.resample.Resampler(UNUSED.computeIfAbsent(filter, Filter::make));
    float[] out = new float[length];
    int read = 0;
    int written = 0;
    while (written < length) {
      var step =
          resampler.process(
              factor, in, read, in.length - read, true, out, written, length - written);
      read += step.inputSamplesConsumed;
      written += step.outputSamplesGenerated;
      if (step.inputSamplesConsumed == 0 && step.outputSamplesGenerated == 0) {
        break;
      }
    }
    return out;
  }
}
