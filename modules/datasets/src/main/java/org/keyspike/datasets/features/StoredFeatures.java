package org.keyspike.datasets.features;

import java.util.List;
import java.util.Objects;
import org.keyspike.datasets.Utterance;

/**
 * One part of a feature store: a run of its clips.
 *
 * @param first index in the file of this part's first clip
 */
record StoredFeatures(
    ClipFile file, List<Utterance> utterances, int first, int bands, boolean frameWise)
    implements LabelledFeatures {

  @Override
  public int size() {
    return utterances.size();
  }

  @Override
  public int frames(int clip) {
    return utterances.get(clip).frames();
  }

  @Override
  public int maxFrames() {
    return utterances.stream().mapToInt(Utterance::frames).max().orElse(0);
  }

  @Override
  public void read(int clip, float[] destination, int offset) {
    file.clip(first + Objects.checkIndex(clip, size()))
        .asFloatBuffer()
        .get(destination, offset, frames(clip) * bands);
  }

  @Override
  public int[] labels(int clip) {
    return utterances.get(clip).labels();
  }

  @Override
  public String name(int clip) {
    return utterances.get(clip).name();
  }

  @Override
  public int[] transcript(int clip) {
    return utterances.get(clip).transcript();
  }
}
