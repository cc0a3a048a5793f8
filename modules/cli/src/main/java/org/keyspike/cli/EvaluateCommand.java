package org.keyspike.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.datasets.contamination.SeenClips;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.io.InputException;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.Engines;
import org.keyspike.pipeline.Target;
import org.keyspike.pipeline.TrialClips;
import org.keyspike.pipeline.results.ApartEvaluation;
import org.keyspike.pipeline.results.Evaluation;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.training.GradientEngine;
import org.keyspike.verification.Score;
import org.keyspike.verification.TestBench;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** The command {@code evaluate}: the accuracy of a network. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Scores a network: a checkpoint by its engine, a weight image by the integer network, a run by "
            + "its image or, before there is one, by its latest checkpoint. With --stream: how well it "
            + "spots keywords in continuous sound. With --noise: its accuracy in noise and rooms that it "
            + "was not trained with.")
final class EvaluateCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;
  @Mixin private TargetOptions options;

  @ArgGroup(exclusive = false, heading = "How keywords are spotted in streams:%n")
  private StreamOptions stream;

  @ArgGroup(exclusive = false, heading = "How clips are heard in noise and rooms:%n")
  private NoiseOptions noise;

  @Mixin private SeenOption seen;
  @Mixin private ClusterOption cluster;
  @Mixin private OutputOptions output;

  /**
   * The answer of a trial on clips that the network never saw.
   *
   * @param seenClips clips among them that it was trained with or chosen by: 0, or nothing where
   *     that is not known
   */
  private record Answer(@JsonUnwrapped Evaluation evaluation, Optional<Integer> seenClips) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    if (stream != null && noise != null) {
      throw new InputException("--noise", "with --stream", "one of them at a time");
    }
    if (cluster.given() && stream == null) {
      throw new InputException("--cluster", "without --stream", "with it");
    }
    if (noise != null) {
      return noise.evaluate(options, seen, console);
    }
    if (stream != null) {
      return cluster.given()
          ? stream.evaluate(options, cluster, console)
          : stream.evaluate(options, seen, console);
    }
    Target target = options.target();
    NetworkFile model = target.model();
    TrialClips trial = options.trial(target, model, console);
    Optional<SeenClips> known = seen.check(options.place(target), target, trial.seen(), console);
    if (!seen.apart()) {
      Evaluation evaluation = evaluation(target, model, trial.features(), console);
      console.answer(new Answer(evaluation, known.map(SeenClips::count)), evaluation.text());
      return ExitCode.DONE;
    }
    SeenClips clips = known.orElseThrow();
    Optional<Evaluation> unseen = part(target, model, trial.part(clips, false), console);
    Optional<Evaluation> others = part(target, model, trial.part(clips, true), console);
    ApartEvaluation<Evaluation> both = ApartEvaluation.of(clips, unseen, others);
    console.answer(both, both.text(Evaluation::text));
    return ExitCode.DONE;
  }

  private static Optional<Evaluation> part(
      Target target, NetworkFile model, Optional<LabelledFeatures> clips, Console console)
      throws IOException {
    return clips.isEmpty()
        ? Optional.empty()
        : Optional.of(evaluation(target, model, clips.get(), console));
  }

  private static Evaluation evaluation(
      Target target, NetworkFile model, LabelledFeatures clips, Console console)
      throws IOException {
    Score score;
    String network;
    if (model instanceof NetworkFile.Packed packed) {
      score = TestBench.integer(packed.image(), clips, target.phones(model), console.progress());
      network = "weight image, by the integer network";
    } else {
      Checkpoint checkpoint = ((NetworkFile.Trained) model).checkpoint();
      try (GradientEngine engine = Engines.open(checkpoint.spec(), console.progress())) {
        score = Score.of(engine, checkpoint, clips, target.phones(model));
        network = "checkpoint, by engine " + engine.name() + ": " + engine.configuration();
      }
    }
    return Evaluation.of(network, clips.frameWise(), model.classes(), score);
  }
}
