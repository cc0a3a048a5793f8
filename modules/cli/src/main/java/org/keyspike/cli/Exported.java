package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.keyspike.hardware.WeightImage;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.Target;
import org.keyspike.simulator.Architecture;

/**
 * What {@code export --format} writes down.
 *
 * @param target that the user named
 * @param image of it
 * @param archOrNull the machine that the user named
 */
record Exported(Target target, WeightImage image, Path archOrNull) {
  /** What the user named. */
  Path source() {
    return target.path();
  }

  /** Where known answers to the image would be. */
  Path answers() {
    return target.answers();
  }

  /** The run whose image it is, if it is one's. */
  Optional<RunFolder> run() {
    return target.run().filter(folder -> target.isRun());
  }

  /** The machine that the image is for; asked for by the forms that describe it alone. */
  Architecture machine() throws IOException {
    return MachineOptions.machine(archOrNull, target, image);
  }
}
