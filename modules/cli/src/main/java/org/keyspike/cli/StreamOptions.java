package org.keyspike.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keyspike.analysis.stream.StreamEvaluation;
import org.keyspike.analysis.stream.StreamFindings;
import org.keyspike.analysis.stream.StreamSound;
import org.keyspike.audio.SoundFolder;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.ExitCode;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Seeds;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.datasets.contamination.SeenClips;
import org.keyspike.datasets.contamination.TrainedClips;
import org.keyspike.datasets.fetch.Archives;
import org.keyspike.datasets.speechcommands.SpeechCommands;
import org.keyspike.experiment.cluster.Cluster;
import org.keyspike.experiment.cluster.FolderAlarms;
import org.keyspike.io.InputException;
import org.keyspike.pipeline.Target;
import org.keyspike.pipeline.datasets.SynthesizedKind;
import org.keyspike.pipeline.results.ApartEvaluation;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.synthesis.RecordedNoise;
import org.keyspike.synthesis.RecordedSpeech;
import org.keyspike.synthesis.SynthesizedSpeech;
import org.keyspike.synthesis.VoiceSettings;
import picocli.CommandLine.Option;

/** The options for trying a network on streams. */
final class StreamOptions extends DetectorOverrides {
  private static final double USUAL_HOURS = 10;

  /** The draw of sentences to choose thresholds in, apart from those that are reported. */
  private static final int CHOOSING = 8;

  @Option(
      names = "--stream",
      required = true,
      description =
          "Lay the test clips into continuous speech and noise, and count missed words and"
              + " false alarms.")
  private boolean stream;

  @Option(
      names = "--hours",
      paramLabel = "H",
      description =
          "So much synthesised speech without keywords, made while it is needed; 0 for none;"
              + " default: 10.")
  private Double asked;

  private double hours;

  @Option(
      names = "--engines",
      split = ",",
      arity = "1",
      paramLabel = "ENGINE",
      description =
          "Whose voices it is synthesised in: freetts, espeak-ng, flite, festival, or all, those that"
              + " are installed; default: those of the recipe, or freetts.")
  private List<String> engines;

  @Option(
      names = "--negatives",
      paramLabel = "PATH",
      description =
          "Recorded speech as well: a folder, or a .tar.gz archive, of sound files; those whose .WRD"
              + " file names a keyword are left out. With --cluster a folder, also of an object store.")
  private String recorded;

  private Path negatives;

  @Option(
      names = "--tolerance",
      paramLabel = "SECONDS",
      description = "A word may be detected so long after its end; default: 1.")
  private double tolerance = 1;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of sentences, voices, and where clips are laid; default: 1.")
  private long seed = 1;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads; the result does not depend on them; default: one for each core.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description =
          "For stream.json, det.csv and det.png; default: stream in the run folder. With --cluster for"
              + " its results, also of an object store.")
  private String target;

  private Path out;

  /** Counts false alarms in every file of a folder, on a cluster. */
  int evaluate(TargetOptions options, ClusterOption cluster, Console console) throws IOException {
    if (asked != null && asked != 0) {
      throw new InputException("--hours", String.valueOf(asked), "nothing, with --cluster");
    }
    if (options.foreign()) {
      throw new InputException(
          "--data", "clips to lay into streams", "nothing, as --cluster counts false alarms alone");
    }
    if (recorded == null) {
      throw new InputException("--negatives", "nothing", "a folder of sound, with --cluster");
    }
    Target network = options.target();
    requireKeywords(network.path(), network.model());
    String folder =
        target != null
            ? target
            : network
                .run()
                .map(run -> run.path().resolve("false-alarms").toString())
                .orElseThrow(
                    () -> new InputException("--out", "nothing", "a folder, with --cluster"));
    try (Cluster workers = cluster.open(console)) {
      FolderAlarms alarms =
          workers.falseAlarms(
              ClusterOption.pass(recorded, folder),
              network.file(),
              over(network.model().stream().settings()));
      console.answer(alarms, alarms.text());
    }
    return ExitCode.DONE;
  }

  /** Measures, and writes files. */
  int evaluate(TargetOptions options, SeenOption seen, Console console) throws IOException {
    hours = asked == null ? USUAL_HOURS : asked;
    negatives = recorded == null ? null : Path.of(recorded);
    out = target == null ? null : Path.of(target);
    if (!(tolerance >= 0 && tolerance <= 60)) {
      throw new InputException("--tolerance", String.valueOf(tolerance), "0 to 60 seconds");
    }
    if (!(hours >= 0 && hours <= SynthesizedSpeech.MOST_HOURS)) {
      throw new InputException(
          "--hours", String.valueOf(hours), "0 to " + SynthesizedSpeech.MOST_HOURS);
    }
    if (threads < 1) {
      throw new InputException("--threads", String.valueOf(threads), "1 or more");
    }
    Target network = options.target();
    NetworkFile model = network.model();
    requireKeywords(network.path(), model);
    boolean ofImage = model instanceof NetworkFile.Packed && !given().contains("threshold");
    StreamEvaluation.Settings settings =
        new StreamEvaluation.Settings(
            over(model.stream().settings()),
            ofImage,
            (int) Math.round(tolerance * 1_000),
            seed,
            threads);
    Dataset dataset = options.dataset(network, model, console);
    Optional<SeenClips> known =
        seen.check(options.place(network), network, model, dataset, console);
    Optional<TrainedClips> trained = network.trainedClips(model);
    List<Path> recordings = SeenOption.unseen(recordings(options, network, dataset), trained);
    Optional<RecordedNoise> noise =
        recordings.isEmpty() ? Optional.empty() : Optional.of(RecordedNoise.read(recordings));
    StreamSound sound =
        sound(model, options.cache(), noise, trained, seen, voices(network), console);
    Path folder =
        out != null ? out : network.run().map(run -> run.path().resolve("stream")).orElse(null);
    Trial trial =
        (clips, place) ->
            StreamEvaluation.of(
                model,
                clips,
                dataset.utterances(Split.VALIDATION),
                sound,
                noise,
                recordings.stream().map(file -> file.getFileName().toString()).toList(),
                settings,
                Optional.ofNullable(place),
                console.progress());
    List<Utterance> test = dataset.utterances(Split.TEST);
    if (seen.apart()) {
      SeenClips clips = known.orElseThrow();
      Optional<StreamFindings> unseen = part(trial, test, clips.places(false), folder);
      Optional<StreamFindings> others =
          part(trial, test, clips.places(true), folder == null ? null : folder.resolve("seen"));
      ApartEvaluation<StreamFindings> both = ApartEvaluation.of(clips, unseen, others);
      console.answer(both, both.text(StreamFindings::text));
      return ExitCode.DONE;
    }
    StreamFindings findings = trial.of(test, folder);
    console.answer(
        findings,
        findings.text()
            + (folder == null
                ? ""
                : System.lineSeparator() + "all thresholds: " + folder.resolve("det.csv")));
    return ExitCode.DONE;
  }

  /** The same sound with other clips in it. */
  private interface Trial {
    StreamFindings of(List<Utterance> clips, Path folder) throws IOException;
  }

  private static Optional<StreamFindings> part(
      Trial trial, List<Utterance> clips, List<Integer> places, Path folder) throws IOException {
    return places.isEmpty()
        ? Optional.empty()
        : Optional.of(trial.of(places.stream().map(clips::get).toList(), folder));
  }

  /** A network that answers every frame recognises phones, and no keyword. */
  static void requireKeywords(Path path, NetworkFile model) throws InputException {
    if (model.clipFrames() == 0) {
      throw new InputException(
          path, "a network that answers every frame", "one that answers with a keyword");
    }
  }

  private StreamSound sound(
      NetworkFile model,
      Path cache,
      Optional<RecordedNoise> noise,
      Optional<TrainedClips> trained,
      SeenOption seen,
      VoiceSettings voices,
      Console console)
      throws IOException {
    Optional<RecordedSpeech> speech = Optional.empty();
    if (negatives != null) {
      Path folder = Archives.folder(negatives, cache, console.progress());
      RecordedSpeech all = RecordedSpeech.open(folder, model.classes());
      all.others().ifPresent(others -> console.note(folder + ": " + SoundFolder.leftOut(others)));
      List<Path> unseen = SeenOption.unseen(all.files(), trained);
      seen.checkSpeech(negatives, all.recordings() - unseen.size(), all.recordings());
      speech = Optional.of(all.only(unseen));
    }
    if (hours == 0 && speech.isEmpty() && noise.isEmpty()) {
      throw new InputException(
          "--hours", "0, and nothing else to listen to", "some hours, or --negatives");
    }
    return StreamSound.of(
        speech,
        noise,
        sentences(model, seed, voices),
        sentences(model, Seeds.derive(seed, CHOOSING), voices));
  }

  /** Those that were asked for, or those that the network was trained with. */
  private VoiceSettings voices(Target network) throws IOException {
    if (engines != null) {
      return new VoiceSettings(engines, null, List.of());
    }
    return network.run().isEmpty()
        ? VoiceSettings.EMBEDDED
        : SynthesizedKind.voices(network.recipe().dataset());
  }

  private Optional<SynthesizedSpeech> sentences(
      NetworkFile model, long ofSeed, VoiceSettings voices) throws IOException {
    return hours == 0
        ? Optional.empty()
        : Optional.of(new SynthesizedSpeech(model.classes(), hours, ofSeed, voices));
  }

  /** The background recordings, without those that training mixed in. */
  private static List<Path> recordings(TargetOptions options, Target target, Dataset dataset)
      throws IOException {
    List<Path> recordings = new ArrayList<>(SpeechCommands.background(dataset));
    if (!options.foreign()
        && target.recipe().training().audioAugmentation().noiseSnrDb().possible()) {
      recordings.removeAll(dataset.background());
    }
    return recordings;
  }
}
