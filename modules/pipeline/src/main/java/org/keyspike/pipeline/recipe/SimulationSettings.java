package org.keyspike.pipeline.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.InputException;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.machine.FittedMachine;

/**
 * The machine that the image is simulated on: the recipe's {@code simulation}.
 *
 * @param architecture {@value FittedMachine#NAME}, a preset's name or an arch.yaml, or null for the
 *     machine that is cut to the image
 */
public record SimulationSettings(Path architecture) {
  private static final String KINDS =
      "an arch.yaml or one of "
          + FittedMachine.NAME
          + ", "
          + String.join(", ", Architecture.PRESETS);

  /**
   * The machine that is named, for an image.
   *
   * @throws IOException if its file cannot be read or describes none
   */
  public Architecture machine(WeightImage image) throws IOException {
    Optional<Architecture> named = named();
    return named.isPresent() ? named.get() : FittedMachine.of(image);
  }

  /**
   * The machine that is named, before there is an image.
   *
   * @param lanes of the image: of the machine that will be cut to it
   * @throws IOException if its file cannot be read or describes none
   */
  public Architecture expected(int lanes) throws IOException {
    return named().orElseGet(() -> Architecture.reference().scaledTo(lanes));
  }

  /**
   * The lanes that an image of its own is packed for.
   *
   * @param otherwise where any number will do, as the machine is cut to the image
   * @throws IOException if its file cannot be read or describes none
   */
  public int lanes(int otherwise) throws IOException {
    return named().map(Architecture::lanes).orElse(otherwise);
  }

  /** The machine that does not depend on the image, if one is named. */
  private Optional<Architecture> named() throws IOException {
    if (architecture == null) {
      return Optional.empty();
    }
    String name = architecture.getFileName().toString();
    if (!Files.exists(architecture) && FittedMachine.NAME.equals(name)) {
      return Optional.empty();
    }
    if (!Files.exists(architecture) && Architecture.PRESETS.contains(name)) {
      return Optional.of(Architecture.preset(name));
    }
    return Optional.of(Architecture.read(InputException.requireFile(architecture, KINDS)));
  }
}
