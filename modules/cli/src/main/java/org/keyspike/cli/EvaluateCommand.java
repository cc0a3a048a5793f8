package org.keyspike.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.datasets.features.LabelledFeatures;
import org.keyspike.network.Checkpoint;
import org.keyspike.pipeline.Engines;
import org.keyspike.pipeline.Target;
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
            + "spots keywords in continuous sound.")
final class EvaluateCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;
  @Mixin private TargetOptions options;

  @ArgGroup(exclusive = false, heading = "How keywords are spotted in streams:%n")
  private StreamOptions stream;

  @Mixin private OutputOptions output;

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
    Evaluation evaluation = Evaluation.of(network, clips.frameWise(), model.classes(), score);
    console.answer(evaluation, evaluation.text());
    return ExitCode.DONE;
  }
}
