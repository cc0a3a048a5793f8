package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.cli.console.Console;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.io.Assignment;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.Target;
import org.keyspike.pipeline.TrialClips;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.verification.TestClips;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options for a network and what it is tried on. */
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

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Sets a key of the run's recipe, as in dataset.folder=data/gsc-mini for a run that was made"
              + " elsewhere.")
  private List<String> assignments = new ArrayList<>();

  @Mixin private CacheOption cache;

  Target target() throws IOException {
    Target target = target(model);
    if (target.run().isEmpty() && !assignments.isEmpty()) {
      throw new InputException(
          "--set", assignments.toString(), "nothing, as " + model + " is in no run");
    }
    return target;
  }

  /** Another one, with the same laid over its recipe. */
  Target target(Path other) throws IOException {
    return Target.of(other, overrides());
  }

  /** The run of a convolutional network, if it is one. */
  Optional<BaselineTarget> baseline() throws IOException {
    return BaselineTarget.of(model, overrides());
  }

  private List<Assignment> overrides() throws InputException {
    List<Assignment> overrides = new ArrayList<>();
    for (String assignment : assignments) {
      overrides.add(Assignment.parse(assignment, "--set"));
    }
    return overrides;
  }

  /** Whether it was said where clips are. */
  boolean placed() {
    return data != null || !assignments.isEmpty();
  }

  /** The data set whose clips it is to be tried on as sound. */
  Dataset dataset(Target target, NetworkFile network, Console console) throws IOException {
    return target.dataset(network, Optional.ofNullable(data), cache.folder(), console.progress());
  }

  /** The same for a convolutional network. */
  Dataset dataset(BaselineTarget target, Console console) throws IOException {
    return target.dataset(Optional.ofNullable(data), cache.folder(), console.progress());
  }

  /** Whether other clips were named than those of the run. */
  boolean foreign() {
    return data != null;
  }

  /** Where archives are unpacked. */
  Path cache() {
    return cache.folder();
  }

  /** The features of the clips to try it on, with a note if it has seen any of them. */
  LabelledFeatures clips(Target target, NetworkFile network, Console console) throws IOException {
    return notedTrial(target, network, console).features();
  }

  /** The clips to try it on, with their sound and a note if it has seen any of them. */
  TestClips sounding(Target target, NetworkFile network, Console console) throws IOException {
    return notedTrial(target, network, console).bench();
  }

  private TrialClips notedTrial(Target target, NetworkFile network, Console console)
      throws IOException {
    TrialClips trial = trial(target, network, console);
    trial
        .seen()
        .filter(seen -> seen.count() > 0)
        .ifPresent(
            seen ->
                console
                    .progress()
                    .note(
                        place(target)
                            + ": "
                            + seen.text()
                            + "; an accuracy on them says nothing of others"));
    return trial;
  }

  /** The clips to try it on, and which of them it has seen. */
  TrialClips trial(Target target, NetworkFile network, Console console) throws IOException {
    return target.trial(network, Optional.ofNullable(data), cache.folder(), console.progress());
  }

  /** What the clips are of, for messages. */
  Path place(Target target) {
    return data != null ? data : target.path();
  }
}
