package org.keyspike.audio.noise;

import java.util.SplittableRandom;

/**
 * Tones as of music: one to three parts of equal-tempered notes from 110 Hz to 880 Hz, with
 * harmonics as 1/k^p, each struck and dying away.
 */
final class ToneNoise implements Noise {
  private static final int PARTS = 3;
  private static final int HARMONICS = 8;
  private static final int SEMITONES = 36;
  private static final double LOWEST = 110;

  /** A note that has just been struck rises for 5 ms. */
  private static final int ATTACK = RATE / 200;

  @Override
  public float[] make(int length, SplittableRandom random) {
    float[] noise = new float[length];
    float[] wave = wave(random);
    int parts = random.nextInt(1, PARTS + 1);
    for (int part = 0; part < parts; part++) {
      // The first note began before the sound does.
      int at = -random.nextInt(RATE / 2);
      while (at < length) {
        int notes = random.nextInt(RATE / 8, RATE / 2);
        double hertz = LOWEST * StrictMath.pow(2, random.nextInt(SEMITONES + 1) / 12.0);
        double level = 0.3 + 0.7 * random.nextDouble();
        double halved = RATE * (0.1 + 0.6 * random.nextDouble());
        add(noise, at, notes, wave, hertz * SineTable.SIZE / RATE, level, halved);
        at += notes;
      }
    }
    return Noise.withoutMean(noise);
  }

  /** One period of an instrument. */
  private static float[] wave(SplittableRandom random) {
    float[] wave = new float[SineTable.SIZE];
    double slope = 0.5 + 1.5 * random.nextDouble();
    for (int k = 1; k <= HARMONICS; k++) {
      float strength = (float) StrictMath.pow(k, -slope);
      int phase = random.nextInt(SineTable.SIZE);
      for (int i = 0; i < wave.length; i++) {
        wave[i] += strength * SineTable.at(phase + k * i);
      }
    }
    return wave;
  }

  /**
   * Adds a note.
   *
   * @param step places of the wave that it goes on in a sample
   * @param halved samples in which it falls by half
   */
  private static void add(
      float[] noise, int at, int samples, float[] wave, double step, double level, double halved) {
    double kept = StrictMath.pow(2, -1 / halved);
    double height = level;
    double place = 0;
    int end = Math.min(noise.length, at + samples);
    for (int i = at; i < end; i++) {
      if (i >= 0) {
        double rise = Math.min(1, (double) (i - at) / ATTACK);
        noise[i] += (float) (rise * height * wave[(int) place & SineTable.SIZE - 1]);
      }
      height *= kept;
      place += step;
    }
  }
}
