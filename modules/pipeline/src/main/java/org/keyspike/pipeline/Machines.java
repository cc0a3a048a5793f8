package org.keyspike.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.keyspike.io.InputException;
import org.keyspike.simulator.Architecture;

/** The machines that images are simulated on. */
public final class Machines {
  private static final String KINDS =
      "an arch.yaml or one of " + String.join(", ", Architecture.PRESETS);

  private Machines() {}

  /**
   * The machine of a name or a description.
   *
   * @param description a preset's name, an arch.yaml, or null for the reference machine
   * @throws IOException if it cannot be read or is none
   */
  public static Architecture open(Path description) throws IOException {
    if (description == null) {
      return Architecture.reference();
    }
    String name = description.getFileName().toString();
    if (!Files.exists(description) && Architecture.PRESETS.contains(name)) {
      return Architecture.preset(name);
    }
    return Architecture.read(InputException.requireFile(description, KINDS));
  }
}
