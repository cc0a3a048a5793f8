package org.keyspike.cli;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The whole chain on three synthesised words, small enough for a test. */
final class TinyRun {
  private static final String RECIPE =
      """
      dataset:
        kind: synthesized
        words: [yes, no, up]
        synthesis:
          trainSpeakers: 4
          validationSpeakers: 2
          testSpeakers: 2
          utterancesPerSpeaker: 1
          minSnrDb: 20
      frontend: {bands: 12, gain: 8}
      network: {layers: [10, 8], readoutHidden: 6}
      training: {epochs: 2, batchSize: 6, learningRate: 0.01, threads: 1}
      compression:
        pruning: [{kind: weights, sparsity: 0.3, epochs: 1, learningRate: 0.002}]
        quantization: {epochs: 1, learningRate: 0.001}
      hardware: {knownAnswers: 2}
      """;

  private static Path shared;

  private final Path folder;
  private final Path cache;

  /** With the cache of all tests of this process, which read the same clips. */
  TinyRun(Path folder) throws IOException {
    this(folder, shared());
  }

  TinyRun(Path folder, Path cache) {
    this.folder = folder;
    this.cache = cache;
  }

  private static synchronized Path shared() throws IOException {
    if (shared == null) {
      shared = Files.createTempDirectory("keyspike-tiny-run");
      Runtime.getRuntime().addShutdownHook(new Thread(TinyRun::delete));
    }
    return shared;
  }

  private static void delete() {
    try (Stream<Path> files = Files.walk(shared)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      // What is left is in the folder for temporary files.
    }
  }

  /**
   * What a command said.
   *
   * @param code its exit code
   * @param out standard output
   * @param err standard error
   */
  record Said(int code, String out, String err) {}

  Path recipe() throws IOException {
    return Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
  }

  Path run() {
    return folder.resolve("run");
  }

  /** Where its clips and features lie. */
  Path cache() {
    return cache;
  }

  /** Runs a command, with the cache if it takes one. */
  Said say(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    if (!args[0].equals("synthesize")) {
      all.add("--cache=" + cache);
    }
    return sayPlain(all.toArray(String[]::new));
  }

  static Said sayPlain(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            TinyRun::here,
            args);
    return new Said(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /**
   * Starts a main class in a process of its own, which a test may kill.
   *
   * @param said where its output goes
   */
  static Process start(Class<?> main, Path said, List<String> args) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Short, as this process and as the children that it starts as it was started.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // The engine and the vectors of this process, as bytes are compared; without them
                // it would compute in native code, which does not bear being shut down.
                "--add-modules=jdk.incubator.vector",
                "-Dkeyspike.kernels=" + System.getProperty("keyspike.kernels", ""),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    line.addAll(args);
    return new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile()).start();
  }

  /** Runs a command of a command in this process, which is faster. */
  private static int here(List<String> arguments, int jobs, Path file) throws IOException {
    try (PrintStream both = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
      return Main.run(both, both, TinyRun::here, arguments.toArray(String[]::new));
    }
  }
}
