package org.keyspike.datasets.noise;

import java.util.List;
import java.util.Optional;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.features.LabelledFeatures;

/**
 * Features of clips in one condition, in memory.
 *
 * @param clips with their labels
 * @param features (T, C) of each, row by row
 * @param bands C
 */
record NoisyFeatures(List<Utterance> clips, List<float[]> features, int bands)
    implements LabelledFeatures {

  @Override
  public int size() {
    return clips.size();
  }

  @Override
  public boolean frameWise() {
    return false;
  }

  @Override
  public int frames(int clip) {
    return features.get(clip).length / bands;
  }

  @Override
  public int maxFrames() {
    return features.stream().mapToInt(own -> own.length / bands).max().orElse(0);
  }

  @Override
  public void read(int clip, float[] destination, int offset) {
    float[] own = features.get(clip);
    System.arraycopy(own, 0, destination, offset, own.length);
  }

  @Override
  public int[] labels(int clip) {
    return clips.get(clip).labels();
  }

  @Override
  public String name(int clip) {
    return clips.get(clip).name();
  }

  @Override
  public Optional<String> speaker(int clip) {
    return clips.get(clip).speaker();
  }
}
