package org.keyspike.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.keyspike.cli.run.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** The stages up to a checkpoint on the integer grid. */
@Command(
    name = "compress",
    mixinStandardHelpOptions = true,
    description =
        "A trained network to one on the integer grid: the stages prune, fold and quantize of run, and what they need.")
final class CompressCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;
  @Mixin private RecipeOptions options;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    try (Run run = options.open(console)) {
      StagesAnswer.of(run, run.perform(Run.Until.QUANTIZE)).on(console);
      return ExitCode.DONE;
    }
  }
}
