package org.keyspike.audio;

import org.keyspike.io.SettingException;

/**
 * {@link Resampler} for samples that arrive in chunks: the same filter, so the same sound, a
 * filter's half length late. Nothing is allocated per chunk once the largest was there. Not safe
 * for threads.
 */
public final class StreamingResampler {
  private final double factor;
  private final be.tarsos.dsp.resample.Resampler resampler;
  private float[] out = new float[0];

  /** Takes resampled samples; the array is used again. */
  @FunctionalInterface
  public interface Sink {
    void accept(float[] samples, int length);
  }

  /**
   * @param from samples per second that come in
   * @param to samples per second that go out
   * @throws SettingException if one of them is not positive
   */
  public StreamingResampler(int from, int to) {
    if (from < 1 || to < 1) {
      throw new SettingException("sample rates", from + " to " + to + " Hz", "at least 1");
    }
    factor = (double) to / from;
    resampler = new be.tarsos.dsp.resample.Resampler(true, factor, factor);
  }

  /**
   * Takes the next samples and hands on what they give, clipped to [−1, 1).
   *
   * @param length how many, from the first on
   */
  public void accept(float[] samples, int length, Sink sink) {
    int room = (int) Math.ceil(length * factor) + 1;
    if (out.length < room) {
      out = new float[room];
    }
    int read = 0;
    while (read < length) {
      var step = resampler.process(factor, samples, read, length - read, false, out, 0, out.length);
      read += step.inputSamplesConsumed;
      for (int i = 0; i < step.outputSamplesGenerated; i++) {
        out[i] = SampleBlock.clip(out[i]);
      }
      sink.accept(out, step.outputSamplesGenerated);
      if (step.inputSamplesConsumed == 0 && step.outputSamplesGenerated == 0) {
        throw new IllegalStateException("the resampler takes nothing and gives nothing");
      }
    }
  }
}
