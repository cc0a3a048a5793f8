package org.keyspike.audio.noise;

import java.util.SplittableRandom;

/** Surf: pink noise whose level swings by 12 dB, once in 0.3 to 1.5 s. */
final class SurfNoise implements Noise {
  private static final PinkNoise PINK = new PinkNoise();
  private static final double SWING_DB = 6;

  @Override
  public float[] make(int length, SplittableRandom random) {
    float[] noise = PINK.make(length, random);
    double seconds = 0.3 + 1.2 * random.nextDouble();
    double step = SineTable.SIZE / (seconds * RATE);
    int phase = random.nextInt(SineTable.SIZE);
    double toNatural = StrictMath.log(10) / 20;
    // The level changes slowly: one factor for each millisecond.
    int hold = RATE / 1_000;
    for (int from = 0; from < length; from += hold) {
      double decibels = SWING_DB * SineTable.at(phase + (int) (from * step));
      float factor = (float) StrictMath.exp(toNatural * decibels);
      for (int i = from; i < Math.min(length, from + hold); i++) {
        noise[i] *= factor;
      }
    }
    return Noise.withoutMean(noise);
  }
}
