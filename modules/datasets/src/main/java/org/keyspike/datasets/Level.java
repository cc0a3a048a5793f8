package org.keyspike.datasets;

/** Loudness of samples. */
final class Level {
  private Level() {}

  /** Root mean square; 0 for nothing. */
  static double rootMeanSquare(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    return samples.length == 0 ? 0 : Math.sqrt(sum / samples.length);
  }

  static float peak(float[] samples) {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }

  /** Scales to a root mean square; silence stays silence. */
  static void scaleTo(float[] samples, double rootMeanSquare) {
    double now = rootMeanSquare(samples);
    if (now > 0) {
      scale(samples, (float) (rootMeanSquare / now));
    }
  }

  static void scale(float[] samples, float factor) {
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= factor;
    }
  }

  /** The factor of amplitude that dB stand for: 10^(dB/20). */
  static double ofDecibels(double decibels) {
    return StrictMath.pow(10, decibels / 20);
  }
}
