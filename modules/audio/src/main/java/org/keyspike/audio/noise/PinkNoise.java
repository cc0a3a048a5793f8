package org.keyspike.audio.noise;

import java.util.SplittableRandom;

/** Pink noise: power as 1/f, −3 dB an octave, as of rain and of many machines together. */
final class PinkNoise implements Noise {
  private static final double[] POLES = {0.99886, 0.99332, 0.96900, 0.86650, 0.55000, -0.7616};

  private static final double[] GAINS = {
    0.0555179, 0.0750759, 0.1538520, 0.3104856, 0.5329522, -0.0168980
  };

  private static final double NOW = 0.5362;
  private static final double BEFORE = 0.115926;

  @Override
  public float[] make(int length, SplittableRandom random) {
    double b0 = start(0, random);
    double b1 = start(1, random);
    double b2 = start(2, random);
    double b3 = start(3, random);
    double b4 = start(4, random);
    double b5 = start(5, random);
    double before = 0;
    float[] noise = new float[length];
    for (int i = 0; i < length; i++) {
      double white = Noise.symmetric(random);
      b0 = POLES[0] * b0 + GAINS[0] * white;
      b1 = POLES[1] * b1 + GAINS[1] * white;
      b2 = POLES[2] * b2 + GAINS[2] * white;
      b3 = POLES[3] * b3 + GAINS[3] * white;
      b4 = POLES[4] * b4 + GAINS[4] * white;
      b5 = POLES[5] * b5 + GAINS[5] * white;
      noise[i] = (float) (b0 + b1 + b2 + b3 + b4 + b5 + BEFORE * before + NOW * white);
      before = white;
    }
    return Noise.withoutMean(noise);
  }

  /** As if it had been going on for ever: with the variance that the sum tends to. */
  private static double start(int pole, SplittableRandom random) {
    double tends = GAINS[pole] / Math.sqrt(1 - POLES[pole] * POLES[pole]);
    return tends * Noise.symmetric(random);
  }
}
