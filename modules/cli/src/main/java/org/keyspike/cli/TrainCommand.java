package org.keyspike.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.pipeline.CompletedStage;
import org.keyspike.pipeline.Run;
import org.keyspike.pipeline.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The stages up to a float checkpoint. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "A recipe's data to a float checkpoint: the stages prepare and train of run.")
final class TrainCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;
  @Mixin private RecipeOptions options;

  @Option(names = "--test", description = "Then scores the checkpoint on the test part.")
  private boolean test;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    try (Run run = options.open(console)) {
      List<CompletedStage> stages = new ArrayList<>(run.perform(Run.LastStage.TRAIN));
      if (test) {
        stages.addAll(run.test(RunFolder.FLOAT));
      }
      StagesAnswer.of(run, stages).on(console);
      return ExitCode.DONE;
    }
  }
}
