package org.keyspike.training;

import org.keyspike.datasets.features.BandSelection;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.KeptIndices;

/** The subset of front-end features that a network reads. */
public final class NetworkInput {
  private NetworkInput() {}

  /** The bands that structured pruning left. */
  public static BandSelection by(Checkpoint checkpoint) {
    return of(checkpoint.kept(KeptIndices.BANDS));
  }

  /** The bands that a network reads, ready to be taken from features. */
  public static BandSelection of(KeptIndices bands) {
    return new BandSelection(bands.original(), bands.indices());
  }
}
