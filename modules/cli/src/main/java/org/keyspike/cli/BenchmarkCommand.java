package org.keyspike.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.keyspike.analysis.throughput.CaseResult;
import org.keyspike.analysis.throughput.HostMachine;
import org.keyspike.analysis.throughput.Throughput;
import org.keyspike.analysis.throughput.ThroughputCase;
import org.keyspike.analysis.throughput.ThroughputTable;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.io.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The command {@code benchmark}: the throughput of the engines, side by side. */
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    description =
        "Clips a second of a training step (forward, backward, update) by every engine and by the dense"
            + " bound, side by side in one run: medians of interleaved rounds, with all cores. Nothing"
            + " else should be at work on the machine.")
final class BenchmarkCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;

  @Option(
      names = "--case",
      paramLabel = "NETWORK@RATE",
      description =
          "One network at one spike rate, as in 320-512-512-35@0.1; may be given several times;"
              + " default: every network at 2, 5, 10 and 20 %%.")
  private List<String> cases = new ArrayList<>();

  @Mixin private OutputOptions output;

  /** The figures and what they were measured on. */
  record Answer(List<CaseResult> cases, HostMachine machine) {}

  @Override
  public Integer call() throws InputException {
    Console console = output.console(keyspike);
    List<ThroughputCase> asked = asked();
    List<CaseResult> results = new ArrayList<>();
    try (Throughput throughput = new Throughput(Throughput.Effort.FULL, StartedEngines.start())) {
      for (ThroughputCase one : asked) {
        CaseResult result = throughput.measure(one);
        results.add(result);
        console.note(ThroughputTable.line(result));
      }
      Answer answer = new Answer(results, throughput.machine());
      console.answer(answer, ThroughputTable.of(answer.cases, answer.machine));
    }
    return ExitCode.DONE;
  }

  private List<ThroughputCase> asked() throws InputException {
    if (cases.isEmpty()) {
      return ThroughputCase.all();
    }
    List<ThroughputCase> parsed = new ArrayList<>();
    for (String text : cases) {
      parsed.add(
          ThroughputCase.parse(text)
              .orElseThrow(
                  () ->
                      new InputException(
                          "--case",
                          text,
                          "a network and a rate up to 0.5, as in "
                              + String.join(
                                  ", ",
                                  ThroughputCase.all().stream()
                                      .map(ThroughputCase::toString)
                                      .toList()))));
    }
    return parsed;
  }
}
