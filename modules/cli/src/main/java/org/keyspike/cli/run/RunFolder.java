package org.keyspike.cli.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where things are in a run folder; the package documentation says what they are.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
  static final String FLOAT = "float";
  static final String PRUNED = "pruned";
  static final String FOLDED = "folded";
  static final String QUANTIZED = "quantized";
  static final String ANSWERS = "answers.kska";

  /** The resolved recipe. */
  public Path recipe() {
    return path.resolve("recipe.yaml");
  }

  Path environment() {
    return path.resolve("environment.json");
  }

  Path log() {
    return path.resolve("log.txt");
  }

  Path metrics() {
    return path.resolve("metrics.jsonl");
  }

  Path ledger() {
    return path.resolve("stages.json");
  }

  Path results() {
    return path.resolve("results.json");
  }

  Path work(String stage) {
    return path.resolve("work").resolve(stage);
  }

  Path checkpoint(String name) {
    return path.resolve("checkpoints").resolve(name + ".safetensors");
  }

  /** The checkpoint on the integer grid. */
  public Path quantized() {
    return checkpoint(QUANTIZED);
  }

  /** The checkpoint of the latest stage that has one; of the first if none has. */
  public Path latestCheckpoint() {
    return List.of(QUANTIZED, FOLDED, PRUNED).stream()
        .map(this::checkpoint)
        .filter(Files::exists)
        .findFirst()
        .orElse(checkpoint(FLOAT));
  }

  /** The weight image. */
  public Path image() {
    return path.resolve("image.kswi");
  }

  /** The known answers. */
  public Path answers() {
    return path.resolve(ANSWERS);
  }

  /** Whether a folder is a run folder rather than one with a recipe. */
  public boolean exists() {
    return Files.isRegularFile(environment()) && Files.isRegularFile(recipe());
  }

  /** The run folder that a file of a run is in, or null if it is in none. */
  public static RunFolder around(Path file) {
    Path above = file.toAbsolutePath().normalize().getParent();
    for (int levels = 0; levels < 2 && above != null; levels++) {
      RunFolder folder = new RunFolder(above);
      if (folder.exists()) {
        return folder;
      }
      above = above.getParent();
    }
    return null;
  }
}
