package org.keyspike.audio.noise;

import java.util.SplittableRandom;

/** Hum of the mains: 50 or 60 Hz with harmonics of random strengths and phases. */
final class HumNoise implements Noise {
  private static final int HARMONICS = 20;

  /** Samples after which 50 Hz and 60 Hz both begin again: 100 ms. */
  private static final int PERIOD = RATE / 10;

  @Override
  public float[] make(int length, SplittableRandom random) {
    int cycles = random.nextBoolean() ? PERIOD * 50 / RATE : PERIOD * 60 / RATE;
    double slope = 0.5 + 1.5 * random.nextDouble();
    float[] period = new float[PERIOD];
    for (int k = 1; k <= HARMONICS; k++) {
      double strength = random.nextDouble() * StrictMath.pow(k, -slope);
      int phase = random.nextInt(SineTable.SIZE);
      for (int i = 0; i < PERIOD; i++) {
        int turned = (int) ((long) i * k * cycles * SineTable.SIZE / PERIOD);
        period[i] += (float) (strength * SineTable.at(phase + turned));
      }
    }
    float[] noise = new float[length];
    for (int i = 0; i < length; i++) {
      noise[i] = period[i % PERIOD];
    }
    return Noise.withoutMean(noise);
  }
}
