package org.keyspike.datasets;

import be.tarsos.dsp.AudioEvent;
import be.tarsos.dsp.WaveformSimilarityBasedOverlapAdd;
import be.tarsos.dsp.WaveformSimilarityBasedOverlapAdd.Parameters;
import be.tarsos.dsp.io.TarsosDSPAudioFormat;
import be.tarsos.dsp.resample.Resampler;
import java.util.Arrays;
import org.keyspike.audio.FrontEndSettings;

/** Stretches speech in time and in frequency, with TarsosDSP. */
final class TimeScale {
  /** Formants and tempo change by less than this, either way. */
  static final double MOST = 4;

  private static final TarsosDSPAudioFormat FORMAT =
      new TarsosDSPAudioFormat(FrontEndSettings.SAMPLE_RATE, 16, 1, true, false);

  /** Its filter, the same for all factors, takes 10 ms to compute and 0.1 ms to copy. */
  private static final Resampler PROTOTYPE = new Resampler(true, 1 / MOST, MOST);

  private TimeScale() {}

  /**
   * Plays faster or slower, as a tape would: multiplies all frequencies and divides the duration.
   *
   * @param factor of frequencies, 1/4 to 4
   * @return round(n / factor) samples
   */
  static float[] frequencies(float[] samples, double factor) {
    Resampler resampler = new Resampler(PROTOTYPE);
    float[] out = new float[(int) Math.round(samples.length / factor)];
    int read = 0;
    int written = 0;
    while (written < out.length) {
      Resampler.Result step =
          resampler.process(
              1 / factor,
              samples,
              read,
              samples.length - read,
              true,
              out,
              written,
              out.length - written);
      read += step.inputSamplesConsumed;
      written += step.outputSamplesGenerated;
      if (step.inputSamplesConsumed == 0 && step.outputSamplesGenerated == 0) {
        break;
      }
    }
    return out;
  }

  /**
   * Speaks faster or slower, by waveform-similarity overlap-add: divides the duration and leaves
   * frequencies as they are.
   *
   * @param factor of speed, 1/4 to 4
   * @return about n / factor samples, with some silence on both sides
   */
  static float[] tempo(float[] samples, double factor) {
    var overlapAdd =
        QuietOutput.call(
            () ->
                new WaveformSimilarityBasedOverlapAdd(
                    Parameters.speechDefaults(factor, FrontEndSettings.SAMPLE_RATE)));
    int block = overlapAdd.getInputBufferSize();
    int step = block - overlapAdd.getOverlap();
    AudioEvent event = new AudioEvent(FORMAT);
    float[] out = new float[0];
    int written = 0;
    // The first block is faded in: it begins in silence.
    for (int at = -block; at < samples.length; at += step) {
      event.setFloatBuffer(slice(samples, at, block));
      overlapAdd.process(event);
      float[] made = event.getFloatBuffer();
      if (written + made.length > out.length) {
        out = Arrays.copyOf(out, Math.max(2 * out.length, written + made.length));
      }
      System.arraycopy(made, 0, out, written, made.length);
      written += made.length;
    }
    return Arrays.copyOf(out, written);
  }

  /** Part of an array, zeros where it is not. */
  private static float[] slice(float[] samples, int from, int length) {
    float[] slice = new float[length];
    int first = Math.max(0, from);
    int end = Math.min(samples.length, from + length);
    if (first < end) {
      System.arraycopy(samples, first, slice, first - from, end - first);
    }
    return slice;
  }
}
