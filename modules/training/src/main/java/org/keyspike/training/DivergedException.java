package org.keyspike.training;

/** A training whose loss is no longer a number. */
public final class DivergedException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  DivergedException(String stage, int epoch, double loss) {
    super(
        stage
            + ": the loss is "
            + loss
            + " in epoch "
            + epoch
            + "; a lower training.learningRate or training.gradientClip would help");
  }
}
