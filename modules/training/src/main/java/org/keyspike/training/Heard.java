package org.keyspike.training;

import org.keyspike.datasets.SelectedBands;
import org.keyspike.network.Checkpoint;
import org.keyspike.network.Kept;

/** What of the front end's features reaches a network. */
public final class Heard {
  private Heard() {}

  /** The bands that structured pruning left. */
  public static SelectedBands by(Checkpoint checkpoint) {
    Kept bands = checkpoint.kept(Kept.BANDS);
    return new SelectedBands(bands.original(), bands.indices());
  }
}
