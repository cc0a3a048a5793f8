package org.keyspike.training;

/**
 * The settings of what computes the gradients: keys of the recipe's {@code training}.
 *
 * @param engine which engine: its name, or {@code auto}
 * @param device {@code cpu} or {@code gpu}
 * @param threads of the engine; 0 for as many as it likes
 */
public record EngineSettings(String engine, String device, int threads) {
  /** What holds where a recipe says nothing. */
  public static final EngineSettings USUAL = new EngineSettings("auto", "cpu", 0);

  public EngineSettings {
    TrainingKey.require(
        device.equals("cpu") || device.equals("gpu"), "device", device, "cpu or gpu");
    TrainingKey.require(threads >= 0, "threads", threads, "0 or more");
  }
}
