package org.keyspike.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.KnownAnswersReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.InputException;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.Engines;
import org.keyspike.pipeline.Target;
import org.keyspike.pipeline.results.AgreedNumbers;
import org.keyspike.pipeline.results.Results;
import org.keyspike.simulator.Architecture;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.training.GradientEngine;
import org.keyspike.verification.Compared;
import org.keyspike.verification.KnownAgreement;
import org.keyspike.verification.LimitsCheck;
import org.keyspike.verification.TestBench;
import org.keyspike.verification.TestClips;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** The command {@code verify}: whether all forms of a network agree. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Compares every number from the first sample to the last decision on the clips of --data or of the run: the "
            + "features that the network was scored with and those that the image's front end makes of the sound; what the "
            + "forward pass of quantization-aware training (where its checkpoint is known), the integer network and the "
            + "simulated machine say, spike for spike, potential for potential and logit for logit; what the detector says "
            + "of each; clips as one stream, sample by sample and all at once; and the machine's counts with the analytical "
            + "timing model. Checks the known answers beside an image, too, and those of its network at the limits. An image "
            + "outside a run is checked by the answers beside it alone, unless --data names clips. Exit code 1 if they do "
            + "not agree.")
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
      @JsonUnwrapped Forward forward,
      @JsonUnwrapped Numbers numbers,
      boolean countsAsPredicted,
      boolean limits,
      Optional<String> firstMismatch) {}

  private record Forward(boolean forwardCompared, long forwardPotentials) {}

  /**
   * How many numbers were compared.
   *
   * @param frontEnd whose features they begin with
   * @param known of known answers
   */
  private record Numbers(
      FrontEndKind frontEnd,
      @JsonUnwrapped AgreedNumbers ofClips,
      int knownAnswers,
      Compared known) {}

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
      TestClips clips = options.sounding(target, model, console);
      quantized = target.quantized(model);
      agreement = Results.Agreement.of(run(bench, quantized, clips, console));
    } else if (answers == null) {
      throw new InputException(
          target.answers(), "nothing of this name", "known answers, or clips by --data");
    }
    KnownAgreement known = answers == null ? KnownAgreement.NONE : bench.known(answers);
    boolean limits = model instanceof NetworkFile.Packed && target.limits().exist();
    KnownAgreement atLimits =
        limits ? LimitsCheck.of(target.limits(), machine) : KnownAgreement.NONE;
    Answer answer =
        new Answer(
            agreement.identical() && known.identical() && atLimits.identical(),
            agreement.mismatches() + known.mismatches() + atLimits.mismatches(),
            agreement.clips(),
            agreement.frames(),
            new Forward(quantized.isPresent(), agreement.forwardPotentials().orElse(0L)),
            new Numbers(
                image.features().kind(),
                agreement.numbers().orElse(AgreedNumbers.NONE),
                answers == null ? 0 : answers.clips().size(),
                known.compared()),
            agreement.unpredicted().orElse(0L) == 0,
            limits,
            agreement
                .firstMismatch()
                .or(() -> known.first().map(first -> "known answer: " + first))
                .or(() -> atLimits.first().map(first -> "network at the limits: " + first)));
    String who =
        forms(answer)
            + (answers == null ? "" : " (and " + answer.numbers.knownAnswers + " known answers)")
            + (limits ? ", also at their limits" : "");
    String verdict =
        verdict(who, answer.mismatches, answer.clips, answer.frames, answer.firstMismatch)
            + (answer.countsAsPredicted ? "" : "; counts NOT equal to the analytical timing model");
    console.answer(answer, verdict + numbers(answer));
    return answer.identical ? ExitCode.DONE : ExitCode.NO;
  }

  /** What was compared, a line for each part. */
  private static String numbers(Answer answer) {
    Numbers numbers = answer.numbers;
    StringBuilder text = new StringBuilder();
    AgreedNumbers clips = numbers.ofClips;
    if (answer.clips > 0) {
      line(
          text,
          "compared: "
              + clips.compared().text(answer.forward.forwardPotentials, clips.detectedClips()));
    }
    if (clips.stream().clips() > 0) {
      line(text, clips.stream().text());
    }
    if (numbers.knownAnswers > 0) {
      line(text, "known answers: " + numbers.known.text());
    }
    if (numbers.frontEnd == FrontEndKind.FLOAT) {
      line(text, "float front end: features are compared but no device is bound to them");
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String line) {
    text.append(System.lineSeparator()).append(line);
  }

  /** Who was compared, in the order of the numbers that they make. */
  private static String forms(Answer answer) {
    Forward forward = answer.forward;
    String passed =
        !forward.forwardCompared
            ? ""
            : forward.forwardPotentials == 0
                ? "QAT forward (without potentials), "
                : String.format(
                    Locale.ROOT, "QAT forward (with %,d potentials), ", forward.forwardPotentials);
    if (!answer.numbers.ofClips.fromSamples()) {
      return passed + "integer network and simulator";
    }
    boolean detector = answer.numbers.ofClips.compared().detections() > 0;
    return "front end, "
        + passed
        + (detector ? "integer network, simulator and detector" : "integer network and simulator");
  }

  private static TestBench.Outcome run(
      TestBench bench, Optional<Checkpoint> quantized, TestClips clips, Console console)
      throws IOException {
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
    return KnownAnswersReader.readOf(file, image, target.path());
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
