package org.keyspike.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.keyspike.cli.run.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** The stages up to a float checkpoint. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "A recipe's data to a float checkpoint: the stages prepare and train of run.")
final class TrainCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;
  @Mixin private RecipeOptions options;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    try (Run run = options.open(console)) {
      StagesAnswer.of(run, run.perform(Run.Until.TRAIN)).on(console);
      return ExitCode.DONE;
    }
  }
}
