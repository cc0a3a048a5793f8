package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.KnownAnswersReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.InputException;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.Engines;
import org.keyspike.pipeline.Target;
import org.keyspike.pipeline.results.Results;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.explain.TraceAgreement;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.training.GradientEngine;
import org.keyspike.verification.LimitsCheck;
import org.keyspike.verification.TestBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** The command {@code verify}: whether all forms of a network agree. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Compares what the forward pass of quantization-aware training (where its checkpoint is known), "
            + "the integer network and the simulated machine say, spike for spike, potential for potential and logit for "
            + "logit, and the machine's counts with the analytical timing model, on the clips of --data or of the run; and "
            + "checks the known answers beside an image and those of its network at the limits. An image outside a run is "
            + "checked by the answers beside it alone, unless --data names clips. Exit code 1 if they do not agree.")
final class VerifyCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;
  @Mixin private TargetOptions options;
  @Mixin private OutputOptions output;

  private static final Results.Agreement NO_CLIPS =
      new Results.Agreement(true, 0, 0, 0, Optional.of(0L), Optional.of(0L), Optional.empty());

  private record Answer(
      boolean identical,
      long mismatches,
      long clips,
      long frames,
      boolean forwardCompared,
      long forwardPotentials,
      boolean countsAsPredicted,
      int knownAnswers,
      boolean limits,
      Optional<String> firstMismatch) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    Target target = options.target();
    NetworkFile model = target.model();
    WeightImage image = target.image(model, target.lanes());
    Architecture machine = target.machine(image);
    TestBench bench = new TestBench(image, machine, target.phones(model));
    KnownAnswers answers = answers(target, model, image);
    Optional<Checkpoint> quantized = Optional.empty();
    Results.Agreement agreement = NO_CLIPS;
    if (model instanceof NetworkFile.Trained || target.run().isPresent() || options.foreign()) {
      LabelledFeatures clips = options.clips(target, model, console);
      quantized = target.quantized(model);
      agreement = Results.Agreement.of(run(bench, quantized, clips, console));
    } else if (answers == null) {
      throw new InputException(
          target.answers(), "nothing of this name", "known answers, or clips by --data");
    }
    TraceAgreement known = answers == null ? TraceAgreement.NONE : bench.known(answers);
    boolean limits = model instanceof NetworkFile.Packed && target.limits().exist();
    TraceAgreement atLimits =
        limits ? LimitsCheck.of(target.limits(), machine) : TraceAgreement.NONE;
    Answer answer =
        new Answer(
            agreement.identical() && known.identical() && atLimits.identical(),
            agreement.mismatches() + known.mismatches() + atLimits.mismatches(),
            agreement.clips(),
            agreement.frames(),
            quantized.isPresent(),
            agreement.forwardPotentials().orElse(0L),
            agreement.unpredicted().orElse(0L) == 0,
            answers == null ? 0 : answers.clips().size(),
            limits,
            agreement
                .firstMismatch()
                .or(() -> known.first().map(first -> "known answer: " + first))
                .or(() -> atLimits.first().map(first -> "network at the limits: " + first)));
    String who =
        (quantized.isEmpty() ? "" : forward(answer.forwardPotentials))
            + "integer network and simulator"
            + (answers == null ? "" : " (and " + answer.knownAnswers + " known answers)")
            + (limits ? ", also at their limits" : "");
    String verdict =
        verdict(who, answer.mismatches, answer.clips, answer.frames, answer.firstMismatch);
    console.answer(
        answer,
        answer.countsAsPredicted
            ? verdict
            : verdict + "; counts NOT equal to the analytical timing model");
    return answer.identical ? ExitCode.DONE : ExitCode.NO;
  }

  private static String forward(long potentials) {
    return potentials == 0
        ? "QAT forward (without potentials), "
        : String.format(Locale.ROOT, "QAT forward (with %,d potentials), ", potentials);
  }

  private static TestBench.Outcome run(
      TestBench bench, Optional<Checkpoint> quantized, LabelledFeatures clips, Console console) {
    if (quantized.isEmpty()) {
      return bench.run(clips, Optional.empty(), console.progress());
    }
    Checkpoint trained = quantized.get();
    try (GradientEngine engine = Engines.open(trained.spec(), console.progress())) {
      TestBench.Forward forward = new TestBench.Forward(engine, trained);
      return bench.run(clips, Optional.of(forward), console.progress());
    }
  }

  /** The answers beside an image, or null if there are none. */
  private static KnownAnswers answers(Target target, NetworkFile model, WeightImage image)
      throws IOException {
    Path file = target.answers();
    if (!(model instanceof NetworkFile.Packed) || !Files.exists(file)) {
      return null;
    }
    KnownAnswers answers = KnownAnswersReader.read(file, image);
    if (!answers.belongTo(image)) {
      throw new InputException(file, "answers of another image", "those of " + target.path());
    }
    return answers;
  }

  static String verdict(
      String who, long mismatches, long clips, long frames, Optional<String> firstMismatch) {
    return mismatches == 0
        ? String.format(Locale.ROOT, "identical: %s, %d clips, %d frames", who, clips, frames)
        : String.format(
            Locale.ROOT,
            "NOT identical: %s differ in %d numbers (%d clips, %d frames); the first: %s",
            who,
            mismatches,
            clips,
            frames,
            firstMismatch.orElse(""));
  }
}
