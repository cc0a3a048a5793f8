package org.keyspike.datasets.features;

import java.util.List;
import java.util.SplittableRandom;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Seeds;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;

/** The training clips of one epoch, each computed from its varied sound when it is read. */
record VariedFeatures(
    List<Utterance> utterances,
    boolean frameWise,
    int bands,
    VaryingWorkers workers,
    long seed,
    int epoch)
    implements UtteranceFeatures {

  /** Sets these draws apart from those for the same clip's features. */
  private static final int SOUND = 1;

  VariedFeatures(Dataset dataset, int bands, VaryingWorkers workers, long seed, int epoch) {
    this(dataset.utterances(Split.TRAIN), dataset.frameWise(), bands, workers, seed, epoch);
  }

  @Override
  public void read(int clip, float[] destination, int offset) {
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, epoch, clip, SOUND));
    float[] features = workers.features(clip, random);
    System.arraycopy(features, 0, destination, offset, features.length);
  }
}
