package org.keyspike.datasets.features;

import java.nio.ShortBuffer;
import org.keyspike.audio.Pcm16;
import org.keyspike.audio.Sounds;

/** The sound of clips in a mapped file. */
record StoredSound(ClipFile file, int[] lengths) implements Sounds {

  @Override
  public int size() {
    return lengths.length;
  }

  @Override
  public int length(int sound) {
    return lengths[sound];
  }

  @Override
  public void read(int sound, int from, float[] destination, int offset, int count) {
    ShortBuffer samples = file.clip(sound).asShortBuffer().slice(from, count);
    for (int i = 0; i < count; i++) {
      destination[offset + i] = Pcm16.sample(samples.get(i));
    }
  }
}
