package org.keyspike.pipeline.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.keyspike.io.InputException;
import org.keyspike.simulator.Architecture;

/**
 * The machine that the image is simulated on: the recipe's {@code simulation}.
 *
 * @param architecture a preset's name or an arch.yaml, or null for the reference machine
 */
public record SimulationSettings(Path architecture) {
  private static final String KINDS =
      "an arch.yaml or one of " + String.join(", ", Architecture.PRESETS);

  /**
   * The machine that is named.
   *
   * @throws IOException if its file cannot be read or describes none
   */
  public Architecture machine() throws IOException {
    if (architecture == null) {
      return Architecture.reference();
    }
    String name = architecture.getFileName().toString();
    if (!Files.exists(architecture) && Architecture.PRESETS.contains(name)) {
      return Architecture.preset(name);
    }
    return Architecture.read(InputException.requireFile(architecture, KINDS));
  }
}
