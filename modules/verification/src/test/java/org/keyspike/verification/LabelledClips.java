package org.keyspike.verification;

import java.util.List;
import org.keyspike.datasets.features.LabelledFeatures;

/** Clips in memory with a label each. */
record LabelledClips(List<float[]> clips, int bands, int[] classes) implements LabelledFeatures {
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
    return clips.get(clip).length / bands;
  }

  @Override
  public int maxFrames() {
    return clips.stream().mapToInt(clip -> clip.length / bands).max().orElse(0);
  }

  @Override
  public void read(int clip, float[] destination, int offset) {
    System.arraycopy(clips.get(clip), 0, destination, offset, clips.get(clip).length);
  }

  @Override
  public int[] labels(int clip) {
    return new int[] {classes[clip]};
  }

  @Override
  public String name(int clip) {
    return "clip-" + clip;
  }
}
