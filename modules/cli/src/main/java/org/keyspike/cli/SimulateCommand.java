package org.keyspike.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.hardware.WeightImage;
import org.keyspike.pipeline.Target;
import org.keyspike.pipeline.results.AgreedNumbers;
import org.keyspike.pipeline.results.Results;
import org.keyspike.pipeline.results.ScoredAccuracy;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.Event;
import org.keyspike.simulator.FrameCounts;
import org.keyspike.simulator.energy.EnergyTable;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.verification.EnergyAnswer;
import org.keyspike.verification.FrameCountsFile;
import org.keyspike.verification.RealTime;
import org.keyspike.verification.TestBench;
import org.keyspike.verification.TestClips;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The command {@code simulate}: an image on the machine, and what it costs. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description =
        "Runs clips, from their samples by the image's front end on, on the simulated machine with a weight image in its "
            + "memories, cycle by cycle, counts cycles, memory accesses and accumulations, says what they cost in energy and "
            + "in how many clips the detector hears a keyword, and compares every feature, spike, potential, logit and "
            + "detection with the integer network and every count with the analytical timing model. Exit code 1 if they do "
            + "not agree.")
final class SimulateCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;
  @Mixin private TargetOptions options;
  @Mixin private MachineOptions machines;
  @Mixin private ExplainOptions explain;
  @Mixin private TraceOptions trace;

  @Option(
      names = "--counts",
      paramLabel = "FILE",
      description =
          "Also writes what every frame costs, by layer and phase: one JSON object a line, then the total.")
  private Path counts;

  @Mixin private OutputOptions output;

  private record Answer(
      boolean identical,
      long frames,
      @JsonUnwrapped Cost cost,
      long mismatches,
      Optional<String> firstMismatch,
      boolean countsAsPredicted,
      long clips,
      @JsonUnwrapped AgreedNumbers numbers,
      @JsonUnwrapped ScoredAccuracy score) {}

  /** What the clips cost on the machine. */
  private record Cost(
      Results.CyclesPerFrame cyclesPerFrame,
      long lowestRealTimeClockHz,
      FrameCounts counts,
      EnergyAnswer energy,
      double audioSecondsPerSecond,
      RealTime realTime,
      String architecture) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    Target target = options.target();
    NetworkFile model = target.model();
    EnergyTable table = machines.table();
    WeightImage image = target.image(model, machines.lanes(target));
    Architecture machine = machines.machine(target, image);
    if (explain.asked()) {
      return explain.run(target, image, machine, console);
    }
    TestClips clips = options.sounding(target, model, console);
    if (trace.asked()) {
      return trace.run(image, machine, clips.features(), console);
    }
    TestBench bench = new TestBench(image, machine, target.phones(model));
    TestBench.Outcome outcome =
        counts == null
            ? bench.run(clips, Optional.empty(), console.progress())
            : FrameCountsFile.write(counts, bench, clips, console.progress());
    Answer answer =
        answer(
            machine,
            outcome,
            EnergyAnswer.of(image, machine, table, outcome.counts(), outcome.twin()),
            model);
    console.answer(answer, text(answer));
    return answer.identical && answer.countsAsPredicted ? ExitCode.DONE : ExitCode.NO;
  }

  private static Answer answer(
      Architecture machine, TestBench.Outcome outcome, EnergyAnswer energy, NetworkFile model) {
    Results.Agreement agreement = Results.Agreement.of(outcome);
    double audioSeconds = (double) agreement.frames() / FrontEndSettings.FRAME_RATE;
    return new Answer(
        agreement.mismatches() == 0,
        agreement.frames(),
        new Cost(
            Results.CyclesPerFrame.of(outcome.counts()),
            outcome.counts().lowestRealTimeClockHz(),
            outcome.counts().total(),
            energy,
            audioSeconds / outcome.machineSeconds(),
            RealTime.of(machine, outcome.counts(), model.clipFrames() > 0),
            machine.name()),
        agreement.mismatches(),
        agreement.firstMismatch(),
        outcome.unpredicted() == 0,
        agreement.clips(),
        AgreedNumbers.of(outcome),
        ScoredAccuracy.of(outcome.simulator()));
  }

  private static String text(Answer answer) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "accuracy %.4f (%d correct of %d, 95 %% interval %.4f–%.4f by %s)",
        answer.score.accuracy(),
        answer.score.correct(),
        answer.score.count(),
        answer.score.low(),
        answer.score.high(),
        answer.score.interval().source());
    line(
        text,
        "%s",
        VerifyCommand.verdict(
            "simulator and integer network",
            answer.mismatches,
            answer.clips,
            answer.frames,
            answer.firstMismatch));
    line(text, "compared: %s", answer.numbers.compared().text(0, answer.numbers.detectedClips()));
    if (answer.numbers.stream().clips() > 0) {
      line(text, "%s", answer.numbers.stream().text());
    }
    line(
        text,
        "cycles per frame: mean %.1f, worst %d; counts %s the analytical timing model",
        answer.cost.cyclesPerFrame.mean(),
        answer.cost.cyclesPerFrame.max(),
        answer.countsAsPredicted ? "equal to" : "NOT equal to");
    line(text, "%s", answer.cost.realTime.text(answer.cost.architecture));
    line(
        text,
        "accumulations %d, gated %d; neuron updates %d; stalls %d of %d cycles",
        answer.cost.counts.count(Event.ACCUMULATIONS),
        answer.cost.counts.count(Event.GATED_ACCUMULATIONS),
        answer.cost.counts.count(Event.UPDATES),
        answer.cost.counts.count(Event.STALLS),
        answer.cost.counts.totalCycles());
    text.append(answer.cost.energy.text());
    for (Map.Entry<String, Double> part : answer.cost.energy.byComponent().entrySet()) {
      line(text, "  %-23s %10.4f µW", part.getKey(), part.getValue());
    }
    text.append(
        String.format(
            Locale.ROOT,
            "simulated %.0f times faster than real time on one core",
            answer.cost.audioSecondsPerSecond));
    return text.toString();
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
  }
}
