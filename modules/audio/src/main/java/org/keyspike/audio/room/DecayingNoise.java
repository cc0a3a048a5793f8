package org.keyspike.audio.room;

import java.util.SplittableRandom;

/** A response whose tail is white noise that decays. */
final class DecayingNoise {
  private DecayingNoise() {}

  /** Samples of a response. */
  static int length(double t60) {
    return (int) Math.ceil(RoomResponse.RATE * t60);
  }

  static float[] of(double t60, SplittableRandom random) {
    float[] response = new float[length(t60)];
    response[0] = 1;
    add(response, 1, 1, t60, random);
    return response;
  }

  /**
   * Adds a tail.
   *
   * @param from its first sample
   * @param amplitude that it would have at sample 0, root mean square
   */
  static void add(
      float[] response, int from, double amplitude, double t60, SplittableRandom random) {
    double kept = StrictMath.pow(10, -3 / (RoomResponse.RATE * t60));
    // A number that is uniform in [−1, 1) has the variance ⅓.
    double level = amplitude * Math.sqrt(3) * StrictMath.pow(kept, from);
    for (int i = from; i < response.length; i++) {
      response[i] += (float) (level * (2 * random.nextDouble() - 1));
      level *= kept;
    }
  }
}
