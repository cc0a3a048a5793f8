package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.Target;
import org.keyspike.pipeline.recipe.SimulationSettings;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.energy.EnergyTable;
import picocli.CommandLine.Option;

/** The options for a machine and its energy table. */
final class MachineOptions {
  @Option(
      names = "--arch",
      paramLabel = "NAME|FILE",
      description =
          "A preset (reference, paper-71uw, tiny, fpga, ice40up5k), an arch.yaml, or fitted: the reference machine with the lanes"
              + " of the image and memories cut to it; default: the recipe's machine, or fitted.")
  private Path arch;

  @Option(
      names = "--clock",
      paramLabel = "HERTZ",
      description = "Another clock than the machine's own.")
  private Long clock;

  @Option(
      names = "--energy",
      paramLabel = "FILE",
      description = "A table of energy constants; default: 28 nm with low-standby-power memories.")
  private Path energy;

  /** The lanes that a checkpoint is packed for. */
  int lanes(Target target) throws IOException {
    return arch == null ? target.lanes() : new SimulationSettings(arch).lanes(target.lanes());
  }

  /** The machine, at its clock. */
  Architecture machine(Target target, WeightImage image) throws IOException {
    Architecture machine = machine(arch, target, image);
    if (clock == null) {
      return machine;
    }
    if (clock < FrontEndSettings.FRAME_RATE) {
      throw new InputException(
          "--clock",
          clock.toString(),
          "at least " + FrontEndSettings.FRAME_RATE + ", a cycle a frame");
    }
    return machine.withClock(clock);
  }

  /** The machine of {@code --arch}, or without it the recipe's, or the one cut to the image. */
  static Architecture machine(Path archOrNull, Target target, WeightImage image)
      throws IOException {
    return archOrNull == null
        ? target.machine(image)
        : new SimulationSettings(archOrNull).machine(image);
  }

  /** The constants. */
  EnergyTable table() throws IOException {
    return energy == null
        ? EnergyTable.standard()
        : EnergyTable.read(InputException.requireFile(energy, "an energy table"));
  }
}
