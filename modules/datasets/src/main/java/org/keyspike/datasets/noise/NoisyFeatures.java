package org.keyspike.datasets.noise;

import java.util.List;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.features.UtteranceFeatures;

/**
 * Features of clips in one condition, in memory.
 *
 * @param utterances with a label each
 * @param features (T, C) of each, row by row
 * @param bands C
 */
record NoisyFeatures(List<Utterance> utterances, List<float[]> features, int bands)
    implements UtteranceFeatures {

  @Override
  public boolean frameWise() {
    return false;
  }

  @Override
  public void read(int clip, float[] destination, int offset) {
    float[] own = features.get(clip);
    System.arraycopy(own, 0, destination, offset, own.length);
  }
}
