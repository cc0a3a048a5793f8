package org.keyspike.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.keyspike.cli.run.Features;
import org.keyspike.datasets.Split;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Data and features. */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    description =
        "Unpacks or synthesises a recipe's data and computes its features into the cache folder: "
            + "the stage prepare of run.")
final class PrepareCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;
  @Mixin private RecipeOptions options;
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
    Features features = Features.open(options.recipe(), options.cacheFolder(), console);
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
