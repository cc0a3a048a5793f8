package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.InputException;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.RunFolder;
import org.keyspike.pipeline.Target;
import org.keyspike.pipeline.recipe.SimulationSettings;
import org.keyspike.simulator.Architecture;
import org.keyspike.spotting.NetworkFile;

/** What {@code export --format} writes down: an image, or a float network. */
final class Exported {
  private final Target target;
  private final int lanes;
  private final Path archOrNull;
  private WeightImage imageOrNull;

  /**
   * @param target that the user named
   * @param lanes of the image that a checkpoint becomes, where the machine does not say
   * @param archOrNull the machine that the user named
   */
  Exported(Target target, int lanes, Path archOrNull) {
    this.target = target;
    this.lanes = lanes;
    this.archOrNull = archOrNull;
  }

  /** What the user named. */
  Path source() {
    return target.path();
  }

  /**
   * The image, made the first time.
   *
   * @throws InputException if there is none of such a network
   */
  WeightImage image() throws IOException {
    if (imageOrNull == null) {
      int words = new SimulationSettings(archOrNull).lanes(lanes);
      imageOrNull = target.image(target.model(), words);
    }
    return imageOrNull;
  }

  /** The checkpoint: of a run the last one before the integer grid. */
  Checkpoint network() throws IOException {
    if (target.isRun()) {
      return Checkpoint.read(floatCheckpoint());
    }
    if (target.model() instanceof NetworkFile.Trained trained) {
      return trained.checkpoint();
    }
    throw new InputException(
        source(), "a weight image, of integers", "a float checkpoint or a run");
  }

  /** Where that lies. */
  Path floatCheckpoint() throws IOException {
    return target.isRun() ? new RunFolder(source()).floatCheckpoint() : source();
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
    return MachineOptions.machine(archOrNull, target, image());
  }
}
