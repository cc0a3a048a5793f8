package org.keyspike.audio;

import java.util.SplittableRandom;

/** Sounds in memory, and ways to make and to measure them. */
record MadeSounds(float[]... sounds) implements Sounds {
  private static final int RATE = FrontEndSettings.SAMPLE_RATE;

  @Override
  public int size() {
    return sounds.length;
  }

  @Override
  public int length(int sound) {
    return sounds[sound].length;
  }

  @Override
  public void read(int sound, int from, float[] destination, int offset, int count) {
    System.arraycopy(sounds[sound], from, destination, offset, count);
  }

  /** White noise. */
  static float[] noise(int samples, double peak, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] noise = new float[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (float) random.nextDouble(-peak, peak);
    }
    return noise;
  }

  /** A voiced sound: ten harmonics of a fundamental, the fundamental strongest. */
  static float[] voice(double hertz, int samples) {
    float[] voice = new float[samples];
    for (int i = 0; i < samples; i++) {
      for (int k = 1; k <= 10; k++) {
        voice[i] += (float) (0.2 / k * StrictMath.sin(2 * Math.PI * k * hertz * i / RATE));
      }
    }
    return voice;
  }

  /** Frequency of the largest peak of the spectrum of the middle half, between 60 and 1000 Hz. */
  static double peakHertz(float[] samples) {
    int first = samples.length / 4;
    int count = samples.length / 2;
    double[] windowed = new double[count];
    for (int i = 0; i < count; i++) {
      double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / count);
      windowed[i] = hann * samples[first + i];
    }
    double best = 0;
    double found = 0;
    for (double hertz = 60; hertz < 1_000; hertz += 0.5) {
      double turn = 2 * Math.PI * hertz / RATE;
      double c = 2 * Math.cos(turn);
      double now = 0;
      double before = 0;
      for (int i = 0; i < count; i++) {
        double next = windowed[i] + c * now - before;
        before = now;
        now = next;
      }
      double power = now * now + before * before - c * now * before;
      if (power > best) {
        best = power;
        found = hertz;
      }
    }
    return found;
  }
}
