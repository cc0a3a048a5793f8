package org.keyspike.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.evaluation.PhoneErrors;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.Engines;
import org.keyspike.pipeline.Target;
import org.keyspike.pipeline.results.ClassScore;
import org.keyspike.pipeline.results.ClassTable;
import org.keyspike.pipeline.results.PhoneScore;
import org.keyspike.pipeline.results.ScoredAccuracy;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.training.GradientEngine;
import org.keyspike.verification.Phones;
import org.keyspike.verification.Score;
import org.keyspike.verification.TestBench;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** How good a network is. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Scores a network: a checkpoint by its engine, a weight image by the integer network, a run by "
            + "its image or, before there is one, by its latest checkpoint. With --stream: how well it "
            + "spots keywords in continuous sound.")
final class EvaluateCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;
  @Mixin private TargetOptions options;

  @ArgGroup(exclusive = false, heading = "How keywords are spotted in streams:%n")
  private StreamOptions stream;

  @Mixin private OutputOptions output;

  private record Answer(
      String network,
      String unit,
      @JsonUnwrapped ScoredAccuracy score,
      Optional<Double> encoderRate,
      List<Double> rates,
      @JsonUnwrapped PhoneScore phones,
      @JsonUnwrapped ClassTable classTable) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    if (stream != null) {
      return stream.evaluate(options, console);
    }
    Target target = options.target();
    NetworkFile model = target.model();
    LabelledFeatures clips = options.clips(target, model, console);
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
    Answer answer = answer(network, clips, model, score);
    console.answer(answer, text(answer));
    return ExitCode.DONE;
  }

  private static Answer answer(
      String network, LabelledFeatures clips, NetworkFile model, Score score) {
    return new Answer(
        network,
        clips.frameWise() ? "frames" : "clips",
        ScoredAccuracy.of(score),
        score.encoderRate(),
        score.rates(),
        PhoneScore.of(score),
        ClassTable.of(score.confusion(), Phones.names(model.classes())));
  }

  private static String text(Answer answer) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%s%naccuracy %.4f (%d correct of %d %s, 95 %% interval %.4f–%.4f)",
                answer.network,
                answer.score.accuracy(),
                answer.score.correct(),
                answer.score.count(),
                answer.unit,
                answer.score.low(),
                answer.score.high()));
    answer.phones.phoneErrors().ifPresent(errors -> text.append(text(errors)));
    List<ClassScore> classes = answer.classTable.classes();
    int width = classes.stream().mapToInt(c -> c.name().length()).max().orElseThrow();
    width = Math.max(width, "class".length());
    text.append(
        String.format(
            "%n%-" + width + "s %9s %9s %9s %9s", "class", "count", "precision", "recall", "F1"));
    for (ClassScore c : classes) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%-" + width + "s %9d %9.4f %9.4f %9.4f",
              c.name(),
              c.count(),
              c.precision(),
              c.recall(),
              c.f1()));
    }
    return text.toString();
  }

  private static String text(PhoneErrors errors) {
    return String.format(
        Locale.ROOT,
        "%nphone error rate %.4f (%d substitutions, %d deletions, %d insertions, of %d phones)",
        errors.rate(),
        errors.substitutions(),
        errors.deletions(),
        errors.insertions(),
        errors.spoken());
  }
}
