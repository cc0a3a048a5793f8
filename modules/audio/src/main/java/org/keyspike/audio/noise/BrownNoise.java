package org.keyspike.audio.noise;

import java.util.SplittableRandom;

/** Brown noise: power as 1/f² above 20 Hz, −6 dB an octave, as of wind and traffic behind walls. */
final class BrownNoise implements Noise {
  private static final double CORNER = 20;
  private static final double KEPT = StrictMath.exp(-2 * Math.PI * CORNER / RATE);

  @Override
  public float[] make(int length, SplittableRandom random) {
    float[] noise = new float[length];
    // As if it had been going on for ever.
    double level = Noise.symmetric(random) / Math.sqrt(1 - KEPT * KEPT);
    for (int i = 0; i < length; i++) {
      level = KEPT * level + Noise.symmetric(random);
      noise[i] = (float) level;
    }
    return Noise.withoutMean(noise);
  }
}
