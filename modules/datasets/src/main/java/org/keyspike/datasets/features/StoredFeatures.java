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
    implements UtteranceFeatures {

  @Override
  public void read(int clip, float[] destination, int offset) {
    file.clip(first + Objects.checkIndex(clip, size()))
        .asFloatBuffer()
        .get(destination, offset, frames(clip) * bands);
  }
}
