package org.keyspike.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.keyspike.cli.run.CompressionLedger;
import org.keyspike.cli.run.Done;
import org.keyspike.cli.run.LedgerTable;
import org.keyspike.cli.run.Run;
import org.keyspike.cli.run.RunFolder;
import org.keyspike.cli.sweep.Depth;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** A trained network made small, and what that cost. */
@Command(
    name = "compress",
    mixinStandardHelpOptions = true,
    description =
        "A trained network to one that fits the machine, and the ledger of every stage: prune, fold,"
            + " quantize, export and verify of run, and what they need. Exit code 1 if QAT forward,"
            + " integer network and simulator do not agree.")
final class CompressCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;
  @Mixin private RecipeOptions options;

  @Option(
      names = "--until",
      paramLabel = "STAGE",
      defaultValue = "verify",
      description =
          "quantize: ends with the checkpoint on the integer grid, before the test part is touched;"
              + " default: ${DEFAULT-VALUE}.")
  private Depth depth;

  @Option(
      names = "--test",
      description = "With --until=quantize: then scores that checkpoint on the test part.")
  private boolean test;

  @Mixin private OutputOptions output;

  private record Answer(String run, List<Done> stages, CompressionLedger ledger) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    if (depth == Depth.TRAIN) {
      throw new InputException("--until", "train", "quantize or verify");
    }
    try (Run run = options.open(console)) {
      List<Done> stages = new ArrayList<>(run.perform(depth.last()));
      if (depth == Depth.VERIFY) {
        CompressionLedger ledger = run.ledger();
        console.answer(
            new Answer(run.folder().path().toString(), stages, ledger), LedgerTable.of(ledger));
        return run.results().agreement().identical() ? ExitCode.DONE : ExitCode.NO;
      }
      if (test) {
        stages.addAll(run.test(RunFolder.QUANTIZED));
      }
      StagesAnswer.of(run, stages).on(console);
      return ExitCode.DONE;
    }
  }
}
