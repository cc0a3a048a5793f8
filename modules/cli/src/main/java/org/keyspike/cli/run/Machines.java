package org.keyspike.cli.run;

import java.io.IOException;
import java.nio.file.Path;
import org.keyspike.cli.InputException;
import org.keyspike.simulator.Architecture;

/** The machines that images are simulated on. */
public final class Machines {
  private Machines() {}

  /**
   * The machine of a description.
   *
   * @param description an arch.yaml, or null for the reference machine
   * @throws IOException if it cannot be read or is none
   */
  public static Architecture open(Path description) throws IOException {
    return description == null
        ? Architecture.reference()
        : Architecture.read(InputException.requireFile(description, "an architecture"));
  }
}
