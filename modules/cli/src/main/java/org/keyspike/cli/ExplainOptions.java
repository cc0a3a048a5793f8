package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.hardware.ImageReader;
import org.keyspike.hardware.KnownAnswers;
import org.keyspike.hardware.KnownAnswersReader;
import org.keyspike.hardware.WeightImage;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.Target;
import org.keyspike.simulator.Architecture;
import org.keyspike.simulator.explain.Explainer;
import org.keyspike.simulator.explain.Explanation;
import picocli.CommandLine.Option;

/** Known answers, and why an image does not give them. */
final class ExplainOptions {
  @Option(
      names = "--explain",
      description =
          "Runs the known answers instead of clips; on a mismatch names the first frame, step,"
              + " layer and neuron that differ, what went into the number and the addresses of the"
              + " weights read. Layers count from 0, as in the image. Exit code 1 then.")
  private boolean explain;

  @Option(
      names = "--answers",
      paramLabel = "FILE",
      description = "With --explain: the known answers; default: those beside the image.")
  private Path answers;

  @Option(
      names = "--sound",
      paramLabel = "IMAGE",
      description =
          "With --explain: the image as it should be, to name the very bit that is wrong.")
  private Path sound;

  private record Answer(boolean identical, int clips, Explanation explanation) {}

  boolean asked() throws InputException {
    if (!explain && (answers != null || sound != null)) {
      throw new InputException(
          answers != null ? "--answers" : "--sound", "it alone", "it together with --explain");
    }
    return explain;
  }

  int run(Target target, WeightImage image, Architecture machine, Console console)
      throws IOException {
    image.requireLayers("--explain");
    Path file = answers == null ? target.answers() : answers;
    KnownAnswers known =
        KnownAnswersReader.read(InputException.requireFile(file, "known answers"), image);
    WeightImage soundImage =
        sound == null
            ? null
            : ImageReader.read(InputException.requireFile(sound, "a weight image"));
    if (soundImage != null && !known.belongTo(soundImage)) {
      throw new InputException(file, "answers of another image", "those of " + sound);
    }
    Explainer explainer = new Explainer(image, machine);
    Explanation explanation;
    try {
      explanation = first(explainer, known, soundImage);
    } catch (IllegalArgumentException e) {
      throw new InputException(file, e);
    }
    Answer answer = new Answer(explanation == null, known.clips().size(), explanation);
    console.answer(
        answer,
        explanation == null
            ? "identical: all " + answer.clips + " known answers"
            : explanation.text());
    return answer.identical ? ExitCode.DONE : ExitCode.NO;
  }

  private static Explanation first(
      Explainer explainer, KnownAnswers known, WeightImage soundOrNull) {
    for (int clip = 0; clip < known.clips().size(); clip++) {
      KnownAnswers.Clip one = known.clips().get(clip);
      Optional<Explanation> explanation =
          explainer.explain(clip, one.features(), one.trace(), Optional.ofNullable(soundOrNull));
      if (explanation.isPresent()) {
        return explanation.get();
      }
    }
    return null;
  }
}
