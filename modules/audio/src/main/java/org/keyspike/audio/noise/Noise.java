package org.keyspike.audio.noise;

import java.util.SplittableRandom;

/** Noise of one kind, made when it is asked for. One thread's own. */
@FunctionalInterface
public interface Noise {
  /** Samples a second of all that is made. */
  int RATE = 16_000;

  /**
   * Makes noise of mean 0 and of any level; whoever mixes it in scales it. The same random state
   * gives the same bits.
   *
   * @param length samples, at least 1
   */
  float[] make(int length, SplittableRandom random);

  /** Takes the mean away, in place, and returns the same. */
  static float[] withoutMean(float[] noise) {
    double sum = 0;
    for (float sample : noise) {
      sum += sample;
    }
    float mean = (float) (sum / noise.length);
    for (int i = 0; i < noise.length; i++) {
      noise[i] -= mean;
    }
    return noise;
  }

  /** White noise, uniform in [−1, 1). */
  static float symmetric(SplittableRandom random) {
    return (float) (2 * random.nextDouble() - 1);
  }
}
