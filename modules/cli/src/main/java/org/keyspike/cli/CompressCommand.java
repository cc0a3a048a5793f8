package org.keyspike.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.keyspike.cli.run.Done;
import org.keyspike.cli.run.Run;
import org.keyspike.cli.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

  @Option(names = "--test", description = "Then scores the checkpoint on the test part.")
  private boolean test;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    try (Run run = options.open(console)) {
      List<Done> stages = new ArrayList<>(run.perform(Run.Until.QUANTIZE));
      if (test) {
        stages.addAll(run.test(RunFolder.QUANTIZED));
      }
      StagesAnswer.of(run, stages).on(console);
      return ExitCode.DONE;
    }
  }
}
