package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keyspike.analysis.noise.NetworkPredictor;
import org.keyspike.analysis.noise.NoiseEvaluation;
import org.keyspike.analysis.noise.NoiseTable;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.contamination.SeenClips;
import org.keyspike.datasets.noise.NoisyClips;
import org.keyspike.datasets.speechcommands.SpeechCommands;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.Target;
import org.keyspike.spotting.NetworkFile;
import picocli.CommandLine.Option;

/** The options for trying a network in noise and rooms. */
final class NoiseOptions {
  /** Parts that there is noise for. */
  enum Part {
    VALIDATION(Split.VALIDATION),
    TEST(Split.TEST);

    private final Split split;

    Part(Split split) {
      this.split = split;
    }

    private String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--noise",
      required = true,
      description =
          "Score the clips clean, in noise at 20, 10, 5 and 0 dB and in rooms: background recordings"
              + " and kinds of noise that training never hears.")
  private boolean noise;

  @Option(
      names = "--part",
      paramLabel = "PART",
      description =
          "test, for figures, or validation, for choices between networks, which has other kinds of"
              + " noise; default: test.")
  private Part part = Part.TEST;

  @Option(
      names = "--noise-seed",
      paramLabel = "N",
      description = "Of all noise and rooms; default: 1.")
  private long seed = 1;

  /** Scores every condition. */
  int evaluate(TargetOptions options, SeenOption seen, Console console) throws IOException {
    Target target = options.target();
    NetworkFile model = target.model();
    StreamOptions.requireKeywords(target.path(), model);
    if (options.foreign() && part != Part.TEST) {
      throw new InputException("--part", part.text() + " with --data", "test, as all of it is");
    }
    Dataset dataset = options.dataset(target, model, console);
    List<Utterance> clips = dataset.utterances(part.split);
    if (part == Part.TEST) {
      clips = unseen(options, seen, target, model, dataset, console);
    }
    for (Utterance clip : clips) {
      if (clip.frames() != model.clipFrames()) {
        throw new InputException(
            clip.name(),
            clip.frames() + " frames",
            model.clipFrames() + " frames, which the network is made for");
      }
    }
    List<Path> recordings =
        SeenOption.unseen(
            options.foreign()
                ? SpeechCommands.background(dataset)
                : SpeechCommands.background(dataset, part.split),
            target.trainedClips(model));
    if (recordings.isEmpty()) {
      console.note("no background recording that is for this part: only made noise");
    }
    int threads = Runtime.getRuntime().availableProcessors();
    NoisyClips noisy = NoisyClips.read(clips, part.split, recordings, seed);
    try (NetworkPredictor network = NetworkPredictor.of(model, threads, console.progress())) {
      NoiseTable table =
          new NoiseTable(
              network.text(),
              part.text(),
              seed,
              recordings.stream().map(file -> file.getFileName().toString()).toList(),
              NoiseEvaluation.of(
                  noisy, model.features().frontEnd(), network, threads, console.progress()));
      console.answer(table, table.text());
    }
    return ExitCode.DONE;
  }

  /** The test clips, without those that were seen if these are to be told apart. */
  private static List<Utterance> unseen(
      TargetOptions options,
      SeenOption seen,
      Target target,
      NetworkFile model,
      Dataset dataset,
      Console console)
      throws IOException {
    List<Utterance> test = dataset.utterances(Split.TEST);
    Optional<SeenClips> known = seen.check(options.place(target), target, model, dataset, console);
    return seen.apart() ? known.orElseThrow().places(false).stream().map(test::get).toList() : test;
  }
}
