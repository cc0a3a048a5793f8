package org.keyspike.audio.noise;

import be.tarsos.dsp.util.fft.FFT;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.keyspike.audio.filter.Convolution;

/**
 * Noise with the long-term spectrum of some clips of speech and none of their words: white noise
 * through a filter of linear phase whose amplitude is the root of the clips' mean power, in 257
 * bins.
 */
public final class SpeechShapedNoise implements Noise {
  private static final int SIZE = 512;
  private static final int BINS = SIZE / 2;
  private static final float[] WINDOW = window();

  private final float[] response;
  private final Convolution convolution = new Convolution();
  private final WhiteNoise white = new WhiteNoise();

  private SpeechShapedNoise(float[] response) {
    this.response = response;
  }

  /**
   * The noise of some clips.
   *
   * @param clips at 16 kHz, at least one of them longer than 512 samples and not silent; each
   *     counts as if it were as loud as the others
   */
  public static SpeechShapedNoise of(List<float[]> clips) {
    FFT transform = new FFT(SIZE);
    double[] power = new double[BINS + 1];
    for (float[] clip : clips) {
      add(clip, transform, power);
    }
    float[] spectrum = new float[SIZE];
    for (int k = 0; k <= BINS; k++) {
      // Half a window of delay: a factor of −1 for every other bin.
      float amplitude = (float) ((k % 2 == 0 ? 1 : -1) * Math.sqrt(power[k]));
      spectrum[k == BINS ? 1 : 2 * k] = amplitude;
    }
    transform.backwardsTransform(spectrum);
    return new SpeechShapedNoise(windowed(spectrum));
  }

  /** The same for another thread. */
  public SpeechShapedNoise copy() {
    return new SpeechShapedNoise(response);
  }

  private static void add(float[] clip, FFT transform, double[] power) {
    double[] own = new double[BINS + 1];
    double all = 0;
    for (int from = 0; from + SIZE <= clip.length; from += BINS) {
      float[] frame = windowed(Arrays.copyOfRange(clip, from, from + SIZE));
      transform.forwardTransform(frame);
      for (int k = 1; k < BINS; k++) {
        double now =
            (double) frame[2 * k] * frame[2 * k] + (double) frame[2 * k + 1] * frame[2 * k + 1];
        own[k] += now;
        all += now;
      }
    }
    for (int k = 0; k <= BINS && all > 0; k++) {
      power[k] += own[k] / all;
    }
  }

  /** Hann's, whose cosines take longer than the transform of a frame. */
  private static float[] window() {
    float[] window = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      window[i] = (float) (0.5 - 0.5 * StrictMath.cos(2 * Math.PI * i / SIZE));
    }
    return window;
  }

  private static float[] windowed(float[] values) {
    for (int i = 0; i < SIZE; i++) {
      values[i] *= WINDOW[i];
    }
    return values;
  }

  @Override
  public float[] make(int length, SplittableRandom random) {
    float[] noise = convolution.of(white.make(length + SIZE, random), response);
    return Noise.withoutMean(Arrays.copyOfRange(noise, SIZE, SIZE + length));
  }
}
