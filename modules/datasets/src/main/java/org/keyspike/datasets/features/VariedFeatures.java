package org.keyspike.datasets.features;

import java.util.List;
import org.keyspike.datasets.Seeds;
import org.keyspike.datasets.Utterance;

/**
 * The training clips of one epoch, each computed from its varied sound when it is read, or taken
 * from what another epoch has left.
 */
record VariedFeatures(
    List<Utterance> utterances,
    boolean frameWise,
    int bands,
    VaryingWorkers workers,
    FreshEpochs fresh,
    KeptFeatures kept,
    int epoch)
    implements UtteranceFeatures {

  /** Sets these draws apart from those for the same clip's features. */
  private static final int SOUND = 1;

  @Override
  public void read(int clip, float[] destination, int offset) {
    int since = fresh.since(epoch, clip);
    long place = Seeds.derive(fresh.seed(), since, clip, SOUND);
    workers.read(clip, place, since, kept, destination, offset);
  }
}
