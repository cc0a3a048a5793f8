package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keyspike.analysis.noise.DsCnnPredictor;
import org.keyspike.analysis.noise.NetworkPredictor;
import org.keyspike.analysis.noise.NoiseEvaluation;
import org.keyspike.analysis.noise.NoiseTable;
import org.keyspike.audio.FrontEndSettings;
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
    if (options.foreign() && part != Part.TEST) {
      throw new InputException("--part", part.text() + " with --data", "test, as all of it is");
    }
    Optional<BaselineTarget> baseline = options.baseline();
    return baseline.isPresent()
        ? evaluate(options, seen, baseline.get(), console)
        : evaluate(options, seen, options.target(), console);
  }

  private int evaluate(TargetOptions options, SeenOption seen, Target target, Console console)
      throws IOException {
    NetworkFile model = target.model();
    StreamOptions.requireKeywords(target.path(), model);
    Dataset dataset = options.dataset(target, model, console);
    List<Utterance> clips = dataset.utterances(part.split);
    if (part == Part.TEST) {
      clips = unseen(options, seen, target, model, dataset, console);
    }
    List<Path> recordings =
        SeenOption.unseen(recordings(options, dataset), target.trainedClips(model));
    NoisyClips noisy = noisy(clips, model.clipFrames(), recordings, console);
    try (NetworkPredictor network = NetworkPredictor.of(model, threads(), console.progress())) {
      score(network.text(), noisy, recordings, model.features().frontEnd(), network, console);
    }
    return ExitCode.DONE;
  }

  private int evaluate(
      TargetOptions options, SeenOption seen, BaselineTarget target, Console console)
      throws IOException {
    if (options.foreign()) {
      seen.unknown("a run of a convolutional network has no list of them", console);
    }
    Dataset dataset = options.dataset(target, console);
    List<Path> recordings = recordings(options, dataset);
    NoisyClips noisy =
        noisy(
            dataset.utterances(part.split), target.network().spec().frames(), recordings, console);
    score(
        "DS-CNN of 8-bit integers",
        noisy,
        recordings,
        target.frontEnd(),
        new DsCnnPredictor(target.network()),
        console);
    return ExitCode.DONE;
  }

  private List<Path> recordings(TargetOptions options, Dataset dataset) throws IOException {
    return options.foreign()
        ? SpeechCommands.background(dataset)
        : SpeechCommands.background(dataset, part.split);
  }

  /**
   * Clips in all conditions.
   *
   * @param frames that the network is made for
   */
  private NoisyClips noisy(
      List<Utterance> clips, int frames, List<Path> recordings, Console console)
      throws IOException {
    for (Utterance clip : clips) {
      if (clip.frames() != frames) {
        throw new InputException(
            clip.name(),
            clip.frames() + " frames",
            frames + " frames, which the network is made for");
      }
    }
    if (recordings.isEmpty()) {
      console.note("no background recording that is for this part: only made noise");
    }
    return NoisyClips.read(clips, part.split, recordings, seed);
  }

  private void score(
      String network,
      NoisyClips clips,
      List<Path> recordings,
      FrontEndSettings frontEnd,
      NoiseEvaluation.Predictor predictor,
      Console console)
      throws IOException {
    NoiseTable table =
        new NoiseTable(
            network,
            part.text(),
            seed,
            recordings.stream().map(file -> file.getFileName().toString()).toList(),
            NoiseEvaluation.of(clips, frontEnd, predictor, threads(), console.progress()));
    console.answer(table, table.text());
  }

  private static int threads() {
    return Runtime.getRuntime().availableProcessors();
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
