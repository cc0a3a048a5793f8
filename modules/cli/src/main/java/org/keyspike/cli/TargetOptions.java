package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.keyspike.cli.run.Model;
import org.keyspike.cli.run.Target;
import org.keyspike.datasets.LabelledFeatures;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which network, and what it is tried on. */
final class TargetOptions {
  @Parameters(paramLabel = "MODEL", description = "A run folder, a checkpoint or a weight image.")
  private Path model;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "Clips that the network never saw, in the layout of Speech Commands (of TIMIT for a"
              + " frame-wise network); default: the test part of the run.")
  private Path data;

  @Mixin private CacheOption cache;

  Target target() throws InputException {
    return Target.of(model);
  }

  LabelledFeatures clips(Target target, Model network, Console console) throws IOException {
    return target.clips(network, data, cache.folder(), console);
  }
}
