package org.keyspike.audio;

import static org.keyspike.audio.FrontEndSettings.FFT;
import static org.keyspike.audio.FrontEndSettings.HOP;
import static org.keyspike.audio.FrontEndSettings.WINDOW;

import java.util.Arrays;

/**
 * The log-mel front end. Frame t covers samples [160(t+1)−400, 160(t+1)), zeros before the first:
 *
 * <pre>
 *   X     = FFT₅₁₂(hann · window), zero-padded
 *   P_k   = re(X_k)² + im(X_k)², k = 0…256
 *   x_t,c = ln(1 + gain · Σ_k weight_c,k P_k)
 * </pre>
 *
 * <p>The transform is in float32 (TarsosDSP), power, bands and logarithm in float64, the feature in
 * float32. The transform's error is about 10⁻⁷ of the loudest bin, in every bin. Offline and frame
 * by frame give the same bits. Not safe for threads: make one for each.
 */
public final class LogMel implements FrontEnd {
  /** Periodic Hann: ½ − ½·cos(2πi/400). */
  private static final float[] HANN = hann();

  private final MelBands bands;
  private final double gain;
  private final be.tarsos.dsp.util.fft.FFT transform = new be.tarsos.dsp.util.fft.FFT(FFT);
  private final float[] spectrum = new float[FFT];
  private final double[] power = new double[FFT / 2 + 1];
  private final double[] bandPower;

  public LogMel(FrontEndSettings settings) {
    bands = new MelBands(settings.bands());
    bandPower = new double[settings.bands()];
    gain = settings.gain();
  }

  /** Frames of a clip: floor(samples / 160). */
  public static int frames(int samples) {
    return samples / HOP;
  }

  @Override
  public int bands() {
    return bandPower.length;
  }

  @Override
  public float[] features(float[] samples) {
    int frames = frames(samples.length);
    float[] features = new float[frames * bands()];
    for (int t = 0; t < frames; t++) {
      frame(samples, HOP * (t + 1) - WINDOW, features, t * bands());
    }
    return features;
  }

  /**
   * The features of one frame; allocates nothing.
   *
   * @param samples what holds the window's 400 samples
   * @param offset index of the window's first sample; below 0, the missing samples are zeros
   * @param features where the C features go
   * @param at index of the first feature
   */
  public void frame(float[] samples, int offset, float[] features, int at) {
    int missing = Math.max(0, -offset);
    Arrays.fill(spectrum, 0, missing, 0);
    System.arraycopy(samples, offset + missing, spectrum, missing, WINDOW - missing);
    for (int i = 0; i < WINDOW; i++) {
      spectrum[i] *= HANN[i];
    }
    Arrays.fill(spectrum, WINDOW, FFT, 0);
    transform.forwardTransform(spectrum);
    power();
    bands.apply(power, bandPower);
    for (int band = 0; band < bandPower.length; band++) {
      features[at + band] = (float) StrictMath.log1p(gain * bandPower[band]);
    }
  }

  /** TarsosDSP packs the two real bins, 0 and 256, into the first pair. */
  private void power() {
    power[0] = square(spectrum[0]);
    power[FFT / 2] = square(spectrum[1]);
    for (int k = 1; k < FFT / 2; k++) {
      power[k] = square(spectrum[2 * k]) + square(spectrum[2 * k + 1]);
    }
  }

  private static double square(double value) {
    return value * value;
  }

  static float[] hann() {
    float[] window = new float[WINDOW];
    for (int i = 0; i < WINDOW; i++) {
      window[i] = (float) (0.5 - 0.5 * StrictMath.cos(2 * Math.PI * i / WINDOW));
    }
    return window;
  }
}
