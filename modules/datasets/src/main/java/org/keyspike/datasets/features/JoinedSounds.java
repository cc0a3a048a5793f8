package org.keyspike.datasets.features;

import org.keyspike.audio.Sounds;

/** Sounds, and others after them. */
record JoinedSounds(Sounds first, Sounds second) implements Sounds {
  @Override
  public int size() {
    return first.size() + second.size();
  }

  @Override
  public int length(int sound) {
    return sound < first.size() ? first.length(sound) : second.length(sound - first.size());
  }

  @Override
  public void read(int sound, int from, float[] destination, int offset, int count) {
    if (sound < first.size()) {
      first.read(sound, from, destination, offset, count);
    } else {
      second.read(sound - first.size(), from, destination, offset, count);
    }
  }
}
