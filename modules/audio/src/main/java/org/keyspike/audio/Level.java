package org.keyspike.audio;

/** Loudness of samples: full scale is 1. */
public final class Level {
  private Level() {}

  /** Root mean square; 0 for nothing. */
  public static double rootMeanSquare(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += (double) sample * sample;
    }
    return samples.length == 0 ? 0 : Math.sqrt(sum / samples.length);
  }

  /** The largest distance from 0; 0 for nothing. */
  public static float peak(float[] samples) {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }

  /** Scales in place to a root mean square; silence stays silence. */
  public static void scaleTo(float[] samples, double rootMeanSquare) {
    double now = rootMeanSquare(samples);
    if (now > 0) {
      scale(samples, (float) (rootMeanSquare / now));
    }
  }

  /** Multiplies in place. */
  public static void scale(float[] samples, float factor) {
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= factor;
    }
  }

  /** The factor of amplitude that dB stand for: 10^(dB/20). */
  public static double ofDecibels(double decibels) {
    return StrictMath.pow(10, decibels / 20);
  }
}
