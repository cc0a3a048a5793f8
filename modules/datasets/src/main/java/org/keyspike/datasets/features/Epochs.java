package org.keyspike.datasets.features;

/** Training clips, pass by pass: where the trainer draws its batches from. */
public interface Epochs {
  /** Clips of an epoch. */
  int clips();

  /** Batches of an epoch. */
  int batches();

  /**
   * The batches of one epoch. They are the same whenever they are asked for.
   *
   * @param epoch counted from 0
   */
  Iterable<Batch> epoch(int epoch);
}
