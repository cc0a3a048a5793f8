package org.keyspike.training;

/** A {@link StandInEngine} that is killed in the middle of a training. */
abstract class MortalEngine extends StandInEngine {
  private int batchesLeft;

  /**
   * @param batchesLeft gradients that it hands out before it is killed; below 0 for all
   */
  MortalEngine(int batchesLeft) {
    this.batchesLeft = batchesLeft;
  }

  /** What is called before a batch's gradients are found. */
  final void live() {
    if (batchesLeft-- == 0) {
      throw new Kill();
    }
  }

  /** The end of an engine. */
  static final class Kill extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
