package org.keyspike.experiment.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keyspike.pipeline.Run;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.results.Results;

/** How far the runs of a sweep go. */
public enum RunGoal {
  /** To the float checkpoint. */
  TRAIN(Run.LastStage.TRAIN, List.of("train"), RunFolder.FLOAT),
  /** To the checkpoint on the integer grid. */
  QUANTIZE(Run.LastStage.QUANTIZE, List.of("compress", "--until=quantize"), RunFolder.QUANTIZED),
  /** To a verified image. */
  VERIFY(Run.LastStage.QUANTIZE, List.of("compress", "--until=quantize"), RunFolder.QUANTIZED);

  private final Run.LastStage learned;
  private final List<String> command;
  private final String checkpoint;

  RunGoal(Run.LastStage learned, List<String> command, String checkpoint) {
    this.learned = learned;
    this.command = command;
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

  /** The command that goes there. */
  public List<String> learning() {
    return command;
  }

  /** The command that goes on from there and touches the test part. */
  public List<String> testing() {
    if (this == VERIFY) {
      return List.of("run");
    }
    List<String> testing = new ArrayList<>(command);
    testing.add("--test");
    return testing;
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
