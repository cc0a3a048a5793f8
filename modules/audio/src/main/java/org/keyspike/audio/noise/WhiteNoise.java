package org.keyspike.audio.noise;

import java.util.SplittableRandom;

/** White noise: equal power at all frequencies, as a bad microphone's. */
final class WhiteNoise implements Noise {
  @Override
  public float[] make(int length, SplittableRandom random) {
    float[] noise = new float[length];
    for (int i = 0; i < length; i++) {
      noise[i] = Noise.symmetric(random);
    }
    return Noise.withoutMean(noise);
  }
}
