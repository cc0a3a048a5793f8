package org.keyspike.pipeline;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.keyspike.pipeline.recipe.Recipe;

/** A run on tones that went all the way, small enough for a test: made once for all tests. */
public final class TinyRun {
  private static final String RECIPE =
      """
      dataset: {kind: tones}
      frontend: {bands: 12, gain: 8}
      network: {layers: [10, 8], readoutHidden: 6}
      training: {engine: vector, tensorboard: true, epochs: 2, batchSize: 6, learningRate: 0.01, threads: 1}
      compression:
        pruning: [{kind: weights, sparsity: 0.3, epochs: 1, learningRate: 0.002}]
        quantization: {epochs: 1, learningRate: 0.001}
      hardware: {knownAnswers: 2}
      """;

  private static Path folder;
  private static List<CompletedStage> stages;

  private TinyRun() {}

  /** The run folder, which no test may change. */
  public static synchronized RunFolder run() throws IOException {
    if (folder == null) {
      folder = Files.createTempDirectory("keyspike-tiny-run");
      Runtime.getRuntime().addShutdownHook(new Thread(TinyRun::delete));
      try (Run run = Run.open(recipe(), folder.resolve("run"), cache())) {
        stages = run.perform(Run.LastStage.VERIFY);
      }
    }
    return new RunFolder(folder.resolve("run"));
  }

  /** What was done in it. */
  static List<CompletedStage> stages() throws IOException {
    run();
    return stages;
  }

  /** Where its data lies. */
  public static Path cache() throws IOException {
    run();
    return folder.resolve("cache");
  }

  /** The recipe as it was written. */
  static Recipe recipe() throws IOException {
    return Recipe.read(Files.writeString(folder.resolve("recipe.yaml"), RECIPE));
  }

  private static void delete() {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      // What is left is in the folder for temporary files.
    }
  }
}
