package org.keyspike.training;

import java.io.IOException;
import org.keyspike.io.ProgressListener;

/**
 * A witness of a training: it is told when one begins, of every epoch in order, and when it is
 * over. What a listener throws ends the training.
 */
public interface TrainingListener {

  /**
   * A training begins, or goes on where it was interrupted.
   *
   * @param stage what is being trained, such as {@code train} or {@code quantize}
   * @param done epochs that were done before; 0 for a new training
   * @param epochs of the whole training, unless patience ends it earlier
   */
  default void begun(String stage, int done, int epochs) throws IOException {}

  /**
   * An epoch is over and scored, but not saved yet. If the process dies before that, the epoch is
   * done again and a listener of the next process is told of it with the same figures.
   */
  default void epochFinished(EpochReport report) throws IOException {}

  /** The training is over, done or failed. */
  default void ended() {}

  /** Both: this one first, and the other one of everything that this one has been told. */
  default TrainingListener and(TrainingListener other) {
    TrainingListener first = this;
    return new TrainingListener() {
      @Override
      public void begun(String stage, int done, int epochs) throws IOException {
        first.begun(stage, done, epochs);
        try {
          other.begun(stage, done, epochs);
        } catch (IOException e) {
          first.ended();
          throw e;
        }
      }

      @Override
      public void epochFinished(EpochReport report) throws IOException {
        first.epochFinished(report);
        other.epochFinished(report);
      }

      @Override
      public void ended() {
        first.ended();
        other.ended();
      }
    };
  }

  /** Hands a training on as progress, epoch by epoch. */
  static TrainingListener of(ProgressListener progress) {
    return new TrainingListener() {
      @Override
      public void begun(String stage, int done, int epochs) {
        progress.begin(stage, epochs);
        progress.advance(done);
      }

      @Override
      public void epochFinished(EpochReport report) {
        progress.advance(1);
      }

      @Override
      public void ended() {
        progress.end();
      }
    };
  }
}
