package org.keyspike.audio.noise;

import java.util.SplittableRandom;
import org.keyspike.audio.filter.Biquad;

/** White noise of one band: 150 to 6,000 Hz in its middle, as of fans, hisses and whistles. */
final class BandNoise implements Noise {
  private static final WhiteNoise WHITE = new WhiteNoise();

  @Override
  public float[] make(int length, SplittableRandom random) {
    double middle = 150 * StrictMath.pow(40, random.nextDouble());
    double q = 0.7 * StrictMath.pow(10, random.nextDouble());
    float[] noise = WHITE.make(length, random);
    Biquad band = Biquad.bandPass(middle, q);
    band.apply(noise);
    band.apply(noise);
    return Noise.withoutMean(noise);
  }
}
