package org.keyspike.datasets;

/** The three parts of a data set; no speaker and no recording is in two of them. */
public enum Split {
  /** Parameters are learned from it. */
  TRAIN,
  /** Settings and the checkpoint are chosen by it. */
  VALIDATION,
  /** Scored once, at the end. */
  TEST
}
