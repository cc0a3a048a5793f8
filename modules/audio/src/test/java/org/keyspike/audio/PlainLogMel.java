package org.keyspike.audio;

/** One frame by the definition: a discrete Fourier transform as a sum, and no table. */
final class PlainLogMel {
  private PlainLogMel() {}

  static double[] frame(float[] samples, int t, int bands) {
    double[] power = new double[257];
    for (int k = 0; k < power.length; k++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < 400; i++) {
        int at = 160 * (t + 1) - 400 + i;
        double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / 400);
        double sample = at < 0 ? 0 : samples[at] * hann;
        re += sample * Math.cos(2 * Math.PI * i * k / 512);
        im -= sample * Math.sin(2 * Math.PI * i * k / 512);
      }
      power[k] = re * re + im * im;
    }
    double[] features = new double[bands];
    double step = (mel(8_000) - mel(20)) / (bands + 1);
    for (int c = 0; c < bands; c++) {
      double low = hz(mel(20) + c * step);
      double centre = hz(mel(20) + (c + 1) * step);
      double high = hz(mel(20) + (c + 2) * step);
      double sum = 0;
      for (int k = 0; k < power.length; k++) {
        double f = 31.25 * k;
        double rising = (f - low) / (centre - low);
        double falling = (high - f) / (high - centre);
        sum += Math.max(0, Math.min(rising, falling)) * power[k];
      }
      features[c] = Math.log1p(sum);
    }
    return features;
  }

  private static double mel(double hz) {
    return 2595 * Math.log10(1 + hz / 700);
  }

  private static double hz(double mel) {
    return 700 * (Math.pow(10, mel / 2595) - 1);
  }
}
