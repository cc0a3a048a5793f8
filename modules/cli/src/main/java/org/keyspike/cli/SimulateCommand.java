package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.keyspike.cli.run.Machines;
import org.keyspike.cli.run.Model;
import org.keyspike.cli.run.Results;
import org.keyspike.cli.run.Target;
import org.keyspike.cli.run.TestBench;
import org.keyspike.datasets.LabelledFeatures;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.Interval;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameCounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What an image does on the machine, and what it costs. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description =
        "Runs clips on the simulated machine with a weight image in its memories, counts cycles, "
            + "memory accesses and accumulations, and compares every spike, potential and logit with the "
            + "integer network. Exit code 1 if they do not agree.")
final class SimulateCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;
  @Mixin private TargetOptions options;

  @Option(
      names = "--arch",
      paramLabel = "FILE",
      description = "An arch.yaml; default: the recipe's machine, or the reference machine.")
  private Path arch;

  @Mixin private OutputOptions output;

  private record Answer(
      String architecture,
      double accuracy,
      int correct,
      int count,
      List<Double> interval,
      boolean identical,
      long mismatches,
      long clips,
      long frames,
      String firstMismatch,
      Results.CyclesPerFrame cyclesPerFrame,
      long clockHz,
      long lowestRealTimeClockHz,
      boolean realTime,
      FrameCounts counts) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    Target target = options.target();
    Model model = target.model();
    Architecture machine = Machines.open(arch == null ? target.architecture() : arch);
    TestBench bench =
        new TestBench(target.image(model, machine.lanes()), machine, target.phones(model));
    LabelledFeatures clips = options.clips(target, model, console);
    Answer answer = answer(machine, bench.run(clips, null, console.progress()));
    console.answer(answer, text(answer));
    return answer.identical ? ExitCode.DONE : ExitCode.NO;
  }

  private static Answer answer(Architecture machine, TestBench.Outcome outcome) {
    Accuracy accuracy = outcome.simulator().accuracy();
    Interval interval = outcome.simulator().interval();
    Results.Agreement agreement = Results.Agreement.of(outcome);
    return new Answer(
        machine.name(),
        accuracy.value(),
        accuracy.correct(),
        accuracy.count(),
        List.of(interval.lower(), interval.upper()),
        agreement.identical(),
        agreement.mismatches(),
        agreement.clips(),
        agreement.frames(),
        agreement.firstMismatch(),
        Results.CyclesPerFrame.of(outcome.counts()),
        machine.clockHz(),
        outcome.counts().lowestRealTimeClockHz(),
        outcome.counts().lowestRealTimeClockHz() <= machine.clockHz(),
        outcome.counts().total());
  }

  private static String text(Answer answer) {
    return String.format(
        Locale.ROOT,
        "accuracy %.4f (%d correct of %d, 95 %% interval %.4f–%.4f)%n%s%ncycles per frame: mean %.1f, worst %d; real time needs"
            + " %d Hz, machine %s runs at %d Hz: %s%naccumulations: %d, of weights of 0: %d; neuron"
            + " updates: %d",
        answer.accuracy,
        answer.correct,
        answer.count,
        answer.interval.get(0),
        answer.interval.get(1),
        VerifyCommand.verdict(
            "simulator and integer network",
            answer.mismatches,
            answer.clips,
            answer.frames,
            answer.firstMismatch),
        answer.cyclesPerFrame.mean(),
        answer.cyclesPerFrame.max(),
        answer.lowestRealTimeClockHz,
        answer.architecture,
        answer.clockHz,
        answer.realTime ? "in time" : "too slow",
        answer.counts.count(Event.ACCUMULATIONS),
        answer.counts.count(Event.GATED_ACCUMULATIONS),
        answer.counts.count(Event.UPDATES));
  }
}
