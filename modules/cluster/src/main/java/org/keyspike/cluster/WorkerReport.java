package org.keyspike.cluster;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.SparkEnv;
import org.keyspike.training.EngineProvider;

/**
 * What a worker says of itself before it gets work.
 *
 * @param executor its number
 * @param host its machine
 * @param java version of its Java
 * @param engines that it trains with, and how: other vectors give other bits
 * @param unseen folders, of those that it should see, that it does not
 */
record WorkerReport(String executor, String host, String java, String engines, List<String> unseen)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /**
   * Of this process.
   *
   * @param marks files that every worker should see
   */
  static WorkerReport here(List<String> marks) {
    SparkEnv env = SparkEnv.get();
    return new WorkerReport(
        env.executorId(),
        env.blockManager().blockManagerId().host(),
        System.getProperty("java.version"),
        ownEngines(),
        marks.stream().filter(mark -> !Files.isRegularFile(Path.of(mark))).toList());
  }

  /** The engines of this process, the fittest first. */
  static String ownEngines() {
    return EngineProvider.all().stream()
        .map(engine -> engine.name() + " (" + engine.fitness().how() + ")")
        .collect(Collectors.joining(", "));
  }
}
