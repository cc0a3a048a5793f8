package org.keyspike.audio.noise;

import java.util.SplittableRandom;

/** Clicks: short ringings at random moments, as of cutlery, keys and bad contacts. */
final class ClickNoise implements Noise {
  private static final int LEAST = 2;
  private static final int MOST = 30;

  /** A ringing is cut off where it has fallen by so many time constants, 60 dB. */
  private static final double TAIL = 6.9;

  @Override
  public float[] make(int length, SplittableRandom random) {
    float[] noise = new float[length];
    int clicks = Math.max(1, random.nextInt(LEAST, MOST + 1) * length / RATE);
    for (int click = 0; click < clicks; click++) {
      // Their levels spread over 24 dB.
      double level = StrictMath.pow(10, -1.2 * random.nextDouble());
      double hertz = 300 * StrictMath.pow(20, random.nextDouble());
      double decay = RATE * (0.0003 + 0.005 * random.nextDouble());
      add(noise, random.nextInt(length), level, hertz, decay);
    }
    return Noise.withoutMean(noise);
  }

  /**
   * Adds the imaginary part of a turning, shrinking pointer.
   *
   * @param decay samples in which it falls to 1/e
   */
  private static void add(float[] noise, int at, double level, double hertz, double decay) {
    double shrink = StrictMath.exp(-1 / decay);
    double turn = 2 * Math.PI * hertz / RATE;
    double cos = shrink * StrictMath.cos(turn);
    double sin = shrink * StrictMath.sin(turn);
    double x = level;
    double y = 0;
    int end = Math.min(noise.length, at + (int) (TAIL * decay));
    for (int i = at; i < end; i++) {
      noise[i] += (float) y;
      double turned = x * cos - y * sin;
      y = x * sin + y * cos;
      x = turned;
    }
  }
}
