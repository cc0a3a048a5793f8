package org.keyspike.experiment.run;

import java.util.Locale;
import org.keyspike.pipeline.Run;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.results.Results;

/** The goal of a run: how far it is to go. */
public enum RunGoal {
  /** To the float checkpoint. */
  TRAIN(Run.LastStage.TRAIN, RunFolder.FLOAT),
  /** To the checkpoint on the integer grid. */
  QUANTIZE(Run.LastStage.QUANTIZE, RunFolder.QUANTIZED),
  /** To a verified image. */
  VERIFY(Run.LastStage.QUANTIZE, RunFolder.QUANTIZED);

  private final Run.LastStage learned;
  private final String checkpoint;

  RunGoal(Run.LastStage learned, String checkpoint) {
    this.learned = learned;
    this.checkpoint = checkpoint;
  }

  /** The last stage that learns; no stage up to it touches the test part. */
  public Run.LastStage learned() {
    return learned;
  }

  /** The last stage of all. */
  public Run.LastStage last() {
    return this == VERIFY ? Run.LastStage.VERIFY : learned;
  }

  /** The checkpoint whose validation accuracy counts. */
  public String checkpoint() {
    return checkpoint;
  }

  /** The form of the network that is tested. */
  public String form() {
    return this == VERIFY ? Results.INTEGER : checkpoint;
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
