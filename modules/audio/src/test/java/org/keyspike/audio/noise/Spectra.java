package org.keyspike.audio.noise;

import be.tarsos.dsp.util.fft.FFT;
import java.util.Arrays;

/** Measures of the spectrum of noise, for tests. */
final class Spectra {
  private static final int SIZE = 4_096;
  private static final double HERTZ = (double) Noise.RATE / SIZE;

  private Spectra() {}

  /** Mean power of every bin, over frames of 4096 that overlap by half, Hann window. */
  static double[] power(float[] sound) {
    FFT transform = new FFT(SIZE);
    double[] power = new double[SIZE / 2];
    for (int from = 0; from + SIZE <= sound.length; from += SIZE / 2) {
      float[] frame = Arrays.copyOfRange(sound, from, from + SIZE);
      for (int i = 0; i < SIZE; i++) {
        frame[i] *= (float) (0.5 - 0.5 * StrictMath.cos(2 * Math.PI * i / SIZE));
      }
      transform.forwardTransform(frame);
      for (int k = 1; k < power.length; k++) {
        power[k] +=
            (double) frame[2 * k] * frame[2 * k] + (double) frame[2 * k + 1] * frame[2 * k + 1];
      }
    }
    return power;
  }

  /** Mean density between two frequencies, dB. */
  static double density(double[] power, double low, double high) {
    int from = (int) Math.ceil(low / HERTZ);
    int to = Math.min(power.length - 1, (int) Math.floor(high / HERTZ));
    double sum = 0;
    for (int k = from; k <= to; k++) {
      sum += power[k];
    }
    return 10 * Math.log10(sum / (to - from + 1));
  }

  /** Fall of the density from the octave at one frequency to that at another, dB an octave. */
  static double slope(double[] power, double low, double high) {
    double octaves = Math.log(high / low) / Math.log(2);
    return (density(power, high, 2 * high) - density(power, low, 2 * low)) / octaves;
  }

  /** Share of the power that lies between two frequencies. */
  static double share(double[] power, double low, double high) {
    double in = 0;
    double all = 0;
    for (int k = 0; k < power.length; k++) {
      all += power[k];
      in += k * HERTZ >= low && k * HERTZ <= high ? power[k] : 0;
    }
    return in / all;
  }
}
