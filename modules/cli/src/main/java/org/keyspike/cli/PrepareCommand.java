package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.fetch.ListedDataset;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.Features;
import org.keyspike.pipeline.recipe.Recipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Data and features. */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    description =
        "Unpacks or synthesises a recipe's data and computes its features into the cache folder: "
            + "the stage prepare of run. Or, with the name of a list of clips such as gsc-mini in place"
            + " of a recipe, picks the clips out of published archives into a folder (--out, or one in"
            + " the cache) that a recipe takes as dataset.folder; exit code 1 if some are missing.")
final class PrepareCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;
  @Mixin private RecipeOptions options;

  @Option(
      names = "--from",
      paramLabel = "PATH",
      description =
          "An archive or folder to pick listed clips from; may be given several times. Default: what"
              + " fetch left in the cache folder.")
  private List<Path> sources = new ArrayList<>();

  @Option(
      names = "--trained-on",
      paramLabel = "FILE",
      description =
          "Also writes the list of training and validation clips by which evaluate tells whether a"
              + " network has seen a clip: trained-on.bin, for the folder of a network that was trained"
              + " by this recipe and has none.")
  private Path trainedOn;

  @Mixin private OutputOptions output;

  private record Answer(
      String dataset,
      List<String> classes,
      int train,
      int validation,
      int test,
      String features,
      String sha256) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    Optional<ListedDataset> listed = ListedDataset.find(Locations.descriptors(), options.source());
    if (listed.isPresent()) {
      if (trainedOn != null) {
        throw new InputException(
            "--trained-on", trainedOn.toString(), "nothing, as " + options.source() + " is a list");
      }
      ListedDataset.Prepared prepared =
          listed
              .get()
              .prepare(
                  sources,
                  Optional.ofNullable(options.out()),
                  options.cacheFolder(),
                  console.progress());
      console.answer(prepared, prepared.text());
      return prepared.complete() ? ExitCode.DONE : ExitCode.NO;
    }
    if (!sources.isEmpty()) {
      throw new InputException(
          "--from", sources.toString(), "nothing, as " + options.source() + " is no list of clips");
    }
    Recipe recipe = options.recipe();
    Features features = Features.open(recipe, options.cacheFolder(), console.progress());
    if (trainedOn != null) {
      features.trainedClips(recipe, options.cacheFolder(), console.progress()).write(trainedOn);
    }
    console.answer(
        new Answer(
            features.dataset().name(),
            features.dataset().classes(),
            features.part(Split.TRAIN).size(),
            features.part(Split.VALIDATION).size(),
            features.part(Split.TEST).size(),
            features.store().file().toString(),
            features.store().contentHash()),
        features.store().file() + ": " + features.summary());
    return ExitCode.DONE;
  }
}
