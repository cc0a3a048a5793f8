package org.keyspike.audio;

import java.util.SplittableRandom;
import org.keyspike.audio.filter.Biquad;

/**
 * The colour of a microphone or a voice: three gentle filters.
 *
 * @param low a shelf below 80 to 500 Hz
 * @param middle a peak at 300 to 4,000 Hz
 * @param high a shelf above 1,500 to 6,000 Hz
 */
public record Colour(Biquad low, Biquad middle, Biquad high) {

  /** A colour whose gains are all drawn from a range, dB. */
  public static Colour draw(Bounds gains, SplittableRandom random) {
    return draw(gains.at(random.nextDouble()), gains, random);
  }

  /** A colour whose lowest gain is known. */
  static Colour draw(double lowDb, Bounds gains, SplittableRandom random) {
    Biquad low = Biquad.lowShelf(octaves(80, 500, random), lowDb);
    Biquad middle =
        Biquad.peak(
            octaves(300, 4_000, random),
            new Bounds(0.5, 1.5).at(random.nextDouble()),
            gains.at(random.nextDouble()));
    Biquad high = Biquad.highShelf(octaves(1_500, 6_000, random), gains.at(random.nextDouble()));
    return new Colour(low, middle, high);
  }

  private static double octaves(double low, double high, SplittableRandom random) {
    return low * StrictMath.pow(high / low, random.nextDouble());
  }

  /** Colours in place. */
  public void apply(float[] samples) {
    low.apply(samples);
    middle.apply(samples);
    high.apply(samples);
  }
}
