package org.keyspike.audio;

import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.keyspike.audio.noise.Noise;

/**
 * Several voices at once: clips of speech, each from a random place on and round, equally loud.
 * Silent clips stay silent. One thread's own.
 */
public final class Babble implements Noise {
  /** Clips that may not be used are drawn again so often; then whatever comes is left out. */
  private static final int TRIES = 100;

  private final Sounds clips;
  private final int least;
  private final int most;
  private final IntPredicate usable;

  /**
   * @param clips of speech
   * @param least voices, at least 1
   * @param most voices
   * @param usable whether a clip may be used, as one that is in this noise may not
   */
  public Babble(Sounds clips, int least, int most, IntPredicate usable) {
    this.clips = clips;
    this.least = least;
    this.most = most;
    this.usable = usable;
  }

  @Override
  public float[] make(int length, SplittableRandom random) {
    float[] noise = new float[length];
    int voices = random.nextInt(least, most + 1);
    for (int voice = 0; voice < voices; voice++) {
      int clip = random.nextInt(clips.size());
      for (int i = 0; i < TRIES && !usable.test(clip); i++) {
        clip = random.nextInt(clips.size());
      }
      int at = random.nextInt(clips.length(clip));
      if (usable.test(clip)) {
        add(noise, clip, at);
      }
    }
    return Noise.withoutMean(noise);
  }

  private void add(float[] noise, int clip, int at) {
    float[] speech = new float[clips.length(clip)];
    clips.read(clip, 0, speech, 0, speech.length);
    Level.scaleTo(speech, 1);
    int place = at;
    for (int i = 0; i < noise.length; i++) {
      noise[i] += speech[place];
      place = place + 1 == speech.length ? 0 : place + 1;
    }
  }
}
