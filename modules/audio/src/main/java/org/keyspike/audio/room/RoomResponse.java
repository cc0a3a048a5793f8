package org.keyspike.audio.room;

import java.util.SplittableRandom;

/** The response of a room to a click: the direct sound, of amplitude 1, and all that follows it. */
public enum RoomResponse {
  /** Noise that decays. */
  NOISE {
    @Override
    float[] shape(double t60, double directDb, SplittableRandom random) {
      return DecayingNoise.of(t60, random);
    }
  },

  /** A shoebox by image sources. */
  SHOEBOX {
    @Override
    float[] shape(double t60, double directDb, SplittableRandom random) {
      return Shoebox.drawn(t60, directDb, random).response(random);
    }
  };

  static final double RATE = 16_000;

  /** The response before it is scaled: 1, then the rest at any level. */
  abstract float[] shape(double t60, double directDb, SplittableRandom random);

  /**
   * A room of this kind, the rest of which is drawn. The same random state gives the same bits.
   *
   * @param t60 seconds in which its sound falls by 60 dB, 0.05 to 3
   * @param directDb direct-to-reverberant ratio, dB
   * @return as many samples as T60 has
   */
  public float[] of(double t60, double directDb, SplittableRandom random) {
    float[] response = shape(t60, directDb, random);
    double energy = 0;
    for (int i = 1; i < response.length; i++) {
      energy += (double) response[i] * response[i];
    }
    float factor = (float) Math.sqrt(StrictMath.pow(10, -directDb / 10) / energy);
    for (int i = 1; i < response.length; i++) {
      response[i] *= factor;
    }
    return response;
  }
}
