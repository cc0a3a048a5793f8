package org.keyspike.training;

import java.io.IOException;
import java.nio.file.Path;
import org.keyspike.network.Parameters;

/** States and metrics of an interrupted training, for tests of other packages. */
public final class TrainingStates {
  /** The file of a state in its folder. */
  public static final String FILE = "state.safetensors";

  /** The file of metrics in its folder. */
  public static final String METRICS = "metrics.jsonl";

  private static final Optimizer OPTIMISER = new AdamW(0.1);

  private TrainingStates() {}

  /** Writes a first state. */
  public static void save(Path folder, Parameters parameters) throws IOException {
    TrainingState.begin("key", parameters, OPTIMISER, true, CycleControl.of(RateSettings.NONE))
        .save(folder);
  }

  /** Goes on from a state. */
  public static void resume(Path folder, Parameters parameters) throws IOException {
    TrainingState.resume(
        folder, "key", parameters, OPTIMISER, true, CycleControl.of(RateSettings.NONE));
  }

  /** Reads metrics, to go on after the first epoch. */
  public static void readMetrics(Path folder) throws IOException {
    new Metrics(folder).begun("train", 1, 3);
  }
}
