package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.cli.listen.ListenView;
import org.keyspike.cli.listen.Listening;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.Target;
import org.keyspike.spotting.AnswerStream;
import org.keyspike.spotting.KeywordSpotter;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.spotting.SoundSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Spots keywords in live or recorded sound. */
@Command(
    name = "listen",
    mixinStandardHelpOptions = true,
    description =
        "Spots keywords in what the microphone, a file or a pipe brings, and prints each with its time "
            + "and score. Ctrl-C ends it. With --json every line of standard output is an object: first {event: "
            + "start, from, given, smoothing, refractory, thresholds}, the settings of the detector and "
            + "where they come from; {event: detection, word, label, start, end, score}, times in seconds; "
            + "last {event: end, seconds, detections}; with --answers, ten times a second, {event: answer, "
            + "time, words}.")
final class ListenCommand implements Callable<Integer> {
  @ParentCommand private Keyspike keyspike;

  @Parameters(
      paramLabel = "NETWORK",
      description = "A run folder or a published model, a weight image, or a checkpoint.")
  private Path network;

  @Option(names = "--answers", description = "With --json, every answer of the network as well.")
  private boolean answers;

  @Mixin private SoundOption sound;
  @Mixin private DetectorOverrides detector;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    Console console = output.console(keyspike);
    if (answers && !console.json()) {
      throw new InputException("--answers", "no --json", "both, or neither");
    }
    Target target = Target.of(network);
    NetworkFile model = target.model();
    StreamOptions.requireKeywords(network, model);
    AnswerStream stream = model.stream();
    IntegerDetectorSettings settings = detector.over(stream.settings());
    KeywordSpotter spotter = new KeywordSpotter(stream, settings);
    ListenView view = new ListenView(console, spotter.classes(), answers);
    try (SoundSource source = sound.open()) {
      console.note(
          "listening to "
              + source.name()
              + " for "
              + String.join(" ", spotter.classes())
              + (sound.live() ? "; Ctrl-C ends it" : ""));
      view.start(settings, model.settingsFrom(), detector.given());
      new Listening(spotter, view).to(source);
    }
    return ExitCode.DONE;
  }
}
