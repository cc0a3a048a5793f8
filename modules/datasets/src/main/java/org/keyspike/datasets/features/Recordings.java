package org.keyspike.datasets.features;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.keyspike.audio.Sounds;
import org.keyspike.io.KnownHashes;

/** A few long sounds, in memory. */
public record Recordings(List<float[]> sounds) implements Sounds {

  public static Recordings read(List<Path> files) throws IOException {
    List<float[]> sounds = new ArrayList<>();
    KnownHashes known = new KnownHashes();
    SoundReader reader = new SoundReader(known, known::known);
    for (Path file : files) {
      sounds.add(reader.sound(file));
    }
    return new Recordings(sounds);
  }

  @Override
  public int size() {
    return sounds.size();
  }

  @Override
  public int length(int sound) {
    return sounds.get(sound).length;
  }

  @Override
  public void read(int sound, int from, float[] destination, int offset, int count) {
    System.arraycopy(sounds.get(sound), from, destination, offset, count);
  }
}
