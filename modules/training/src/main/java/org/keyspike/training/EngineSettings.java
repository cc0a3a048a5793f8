package org.keyspike.training;

/**
 * The settings of what computes the gradients, and of who may watch: keys of the recipe's {@code
 * training}.
 *
 * @param engine which engine: its name, or {@code auto}
 * @param device {@code cpu} or {@code gpu}
 * @param threads of the engine; 0 for as many as it likes
 * @param tensorboard whether a run writes its curves for TensorBoard as well; has no say in what is
 *     learned
 */
public record EngineSettings(String engine, String device, int threads, boolean tensorboard) {
  /** What holds where a recipe says nothing. */
  public static final EngineSettings USUAL = new EngineSettings("auto", "cpu", 0);

  public EngineSettings {
    TrainingKey.require(
        device.equals("cpu") || device.equals("gpu"), "device", device, "cpu or gpu");
    TrainingKey.require(threads >= 0, "threads", threads, "0 or more");
  }

  /** Settings of a training that TensorBoard does not watch. */
  public EngineSettings(String engine, String device, int threads) {
    this(engine, device, threads, false);
  }

  /** The same for a training that TensorBoard does not watch. */
  EngineSettings unwatched() {
    return new EngineSettings(engine, device, threads);
  }

  /** What has a say in what is learned: unfinished trainings are known by this text. */
  @Override
  public String toString() {
    return "EngineSettings[engine=" + engine + ", device=" + device + ", threads=" + threads + "]";
  }
}
