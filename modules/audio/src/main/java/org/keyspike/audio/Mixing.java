package org.keyspike.audio;

import java.util.SplittableRandom;

/** The mixing of sounds by their levels: the same in training and in tests. */
public final class Mixing {
  private Mixing() {}

  /**
   * Adds a sound at a level relative to another; silence can be scaled to none.
   *
   * @param samples that it is added to, in place
   * @param sound at least as long
   * @param level root mean square that the decibels are about
   * @param decibels of the sound's root mean square over that: minus a signal-to-noise ratio
   */
  public static void add(float[] samples, float[] sound, double level, double decibels) {
    double own = Level.rootMeanSquare(sound);
    if (own > 0) {
      float factor = (float) (level / own * Level.ofDecibels(decibels));
      for (int i = 0; i < samples.length; i++) {
        samples[i] += factor * sound[i];
      }
    }
  }

  /** Clips in place to [−1, 1), as a converter does. */
  public static void clip(float[] samples) {
    for (int i = 0; i < samples.length; i++) {
      samples[i] = SampleBlock.clip(samples[i]);
    }
  }

  /**
   * A stretch of a sound, from a random place; a sound that is shorter is repeated.
   *
   * @param length of the stretch
   */
  public static float[] stretch(Sounds sounds, int sound, int length, SplittableRandom random) {
    int room = sounds.length(sound) - length;
    float[] part = new float[length];
    if (room >= 0) {
      sounds.read(sound, random.nextInt(room + 1), part, 0, length);
      return part;
    }
    int own = sounds.length(sound);
    sounds.read(sound, 0, part, 0, own);
    for (int i = own; i < length; i++) {
      part[i] = part[i - own];
    }
    return part;
  }
}
