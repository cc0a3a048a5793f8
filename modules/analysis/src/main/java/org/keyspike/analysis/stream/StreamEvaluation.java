package org.keyspike.analysis.stream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keyspike.datasets.Utterance;
import org.keyspike.evaluation.DetCurve;
import org.keyspike.evaluation.DetectionCounts;
import org.keyspike.evaluation.DetectorSettings;
import org.keyspike.evaluation.FalseAlarms;
import org.keyspike.evaluation.StreamScore;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.io.AtomicFiles;
import org.keyspike.io.Csv;
import org.keyspike.io.InputException;
import org.keyspike.io.ProgressListener;
import org.keyspike.io.RecordWriter;
import org.keyspike.pipeline.detection.DetectorParity;
import org.keyspike.pipeline.detection.HeardStream;
import org.keyspike.pipeline.detection.Q15;
import org.keyspike.pipeline.detection.StreamRunner;
import org.keyspike.report.Labels;
import org.keyspike.report.TradeOffPlot;
import org.keyspike.spotting.KeywordSpotter;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.synthesis.KeywordStreams;
import org.keyspike.synthesis.Negatives;
import org.keyspike.synthesis.RecordedNoise;
import org.keyspike.synthesis.RecordedSpeech;

/** Measures detection in streams. */
public final class StreamEvaluation {
  /** False alarms an hour that thresholds are looked for. */
  private static final double[] PER_HOUR = {10, 1, 0.1};

  private final Settings settings;
  private final List<ScoredNegatives> scored = new ArrayList<>();
  private Optional<ScoredNegatives> choosing = Optional.empty();

  /**
   * How.
   *
   * @param detector its settings
   * @param ofImage whether its thresholds are those of the image, and not set otherwise
   * @param toleranceMillis how long after its end a word may be detected
   * @param seed of all draws
   * @param threads threads to work with
   */
  public record Settings(
      IntegerDetectorSettings detector,
      boolean ofImage,
      int toleranceMillis,
      long seed,
      int threads) {

    /** For curves of one threshold for all; which one it is does not matter there. */
    private DetectorSettings common() {
      int millis = Q15.real(detector).refractoryMillis();
      return new DetectorSettings(1, detector.smoothing(), millis);
    }
  }

  /** One kind of sound, with what was detected in it. */
  private record ScoredNegatives(
      Negatives negatives, List<StreamScore> streams, DetectorParity parity, DetCurve curve) {
    double hours() {
      return curve.points().get(0).counts().hours();
    }
  }

  private StreamEvaluation(Settings settings) {
    this.settings = settings;
  }

  /**
   * Measures.
   *
   * @param clips of the test part
   * @param validation clips to choose thresholds with; none where the data has no such part
   * @param sound without keywords, to try the network in and to choose thresholds in
   * @param noise recordings to put clips into, if any
   * @param recordings their names
   * @param folder for files, if any are to be written
   */
  public static StreamFindings of(
      NetworkFile model,
      List<Utterance> clips,
      List<Utterance> validation,
      StreamSound sound,
      Optional<RecordedNoise> noise,
      List<String> recordings,
      Settings settings,
      Optional<Path> folder,
      ProgressListener progress)
      throws IOException {
    List<Utterance> words = words(model, clips);
    if (!Collections.disjoint(clips, validation)) {
      throw new IllegalArgumentException("clips that choose thresholds are among those scored");
    }
    StreamEvaluation evaluation = new StreamEvaluation(settings);
    for (Negatives kind : sound.reported()) {
      evaluation.scored.add(evaluation.score(model, kind, words, progress));
    }
    if (sound.choosing().isPresent()) {
      evaluation.choosing =
          Optional.of(
              evaluation.score(model, sound.choosing().get(), words(model, validation), progress));
    }
    List<NoiseTrial.Row> rows =
        noise.isEmpty()
            ? List.of()
            : NoiseTrial.of(model, words, noise.get(), settings.seed, settings.threads, progress);
    StreamFindings findings = evaluation.findings(rows, recordings);
    if (folder.isPresent()) {
      evaluation.write(folder.get(), findings);
    }
    return findings;
  }

  private static List<Utterance> words(NetworkFile model, List<Utterance> clips) {
    var unreported = KeywordSpotter.unreported(model.classes());
    return clips.stream().filter(clip -> !unreported.contains(clip.labels()[0])).toList();
  }

  private ScoredNegatives score(
      NetworkFile model, Negatives negatives, List<Utterance> words, ProgressListener progress)
      throws IOException {
    KeywordStreams streams = new KeywordStreams(negatives, words, settings.seed);
    long began = System.nanoTime();
    List<HeardStream> heard =
        new StreamRunner(model, settings.detector, settings.threads).of(streams, progress);
    List<StreamScore> all = heard.stream().map(HeardStream::score).toList();
    if (DetectionCounts.of(all, settings.common(), settings.toleranceMillis).hours() == 0) {
      throw new InputException(
          negatives.name(),
          "no second of sound without words",
          "more than the " + model.clipFrames() + " frames that an answer is about");
    }
    double seconds = (System.nanoTime() - began) * 1e-9;
    double sound = all.stream().mapToLong(StreamScore::lastMillis).sum() / 1e3;
    progress.note(
        String.format(
            Locale.ROOT,
            "%s: %.2f h with %d words in %.0f s, %.0f times real time on %d threads",
            negatives.name(),
            sound / 3600,
            streams.words(),
            seconds,
            sound / seconds,
            settings.threads));
    return new ScoredNegatives(
        negatives,
        all,
        heard.stream().map(HeardStream::parity).reduce(DetectorParity.NONE, DetectorParity::plus),
        DetCurve.of(all, settings.common(), settings.toleranceMillis));
  }

  private StreamFindings findings(List<NoiseTrial.Row> noise, List<String> recordings) {
    Map<String, Double> thresholds = new LinkedHashMap<>();
    List<String> unreached = new ArrayList<>();
    choosing.ifPresent(other -> choose(other, thresholds, unreached));
    List<StreamFindings.Kind> kinds = new ArrayList<>();
    for (ScoredNegatives kind : scored) {
      List<StreamFindings.Point> points = new ArrayList<>();
      points.add(
          StreamFindings.Point.of(
              settings.ofImage ? "as in the image" : "as set",
              Q15.lowest(settings.detector),
              DetectionCounts.of(
                  kind.streams, Q15.real(settings.detector), settings.toleranceMillis)));
      thresholds.forEach(
          (chosen, threshold) ->
              points.add(
                  StreamFindings.Point.of(
                      chosen,
                      threshold,
                      DetectionCounts.of(
                          kind.streams,
                          settings.common().at(threshold),
                          settings.toleranceMillis))));
      Optional<RecordedSpeech> speech =
          kind.negatives instanceof RecordedSpeech recorded
              ? Optional.of(recorded)
              : Optional.empty();
      kinds.add(
          new StreamFindings.Kind(
              kind.negatives.name(),
              kind.streams.size(),
              speech.map(RecordedSpeech::leftOut),
              speech.map(RecordedSpeech::unchecked),
              points));
    }
    return new StreamFindings(
        settings.seed,
        StreamFindings.Settings.of(settings.detector),
        settings.toleranceMillis,
        scored.stream()
            .map(ScoredNegatives::parity)
            .reduce(DetectorParity.NONE, DetectorParity::plus),
        choosing.map(
            other ->
                new StreamFindings.Choosing(
                    name(other), other.hours(), other.curve.points().get(0).counts().words())),
        kinds,
        unreached,
        noise.stream().map(StreamFindings.Noise::of).toList(),
        recordings);
  }

  /** Thresholds for the rates, by sound that nothing is reported of. */
  private static void choose(
      ScoredNegatives other, Map<String, Double> thresholds, List<String> unreached) {
    for (double perHour : PER_HOUR) {
      String wanted = String.format(Locale.ROOT, "%s an hour in %s", plain(perHour), name(other));
      other
          .curve
          .operatingPoint(perHour)
          .ifPresentOrElse(
              point -> thresholds.put(wanted, point.threshold()),
              () -> unreached.add(wanted + ": cannot be told, " + reason(other.hours(), perHour)));
    }
  }

  private static String name(ScoredNegatives other) {
    return "other " + other.negatives.name();
  }

  private static String plain(double perHour) {
    return perHour >= 1 ? String.valueOf((int) perHour) : String.valueOf(perHour);
  }

  private static String reason(double hours, double perHour) {
    return FalseAlarms.measurable(perHour, hours)
        ? "as every threshold gives more"
        : String.format(Locale.ROOT, "that takes %.3g h, and there were %.2f", 3 / perHour, hours);
  }

  private void write(Path folder, StreamFindings findings) throws IOException {
    AtomicFiles.write(
        folder.resolve("stream.json"),
        RecordWriter.json(findings).getBytes(StandardCharsets.UTF_8));
    Csv table =
        new Csv(
            "part",
            "sound",
            "threshold",
            "words",
            "missed",
            "confusions",
            "falseAlarms",
            "hours",
            "perHour");
    Map<String, double[][]> lines = new LinkedHashMap<>();
    List<ScoredNegatives> all = new ArrayList<>(scored);
    choosing.ifPresent(all::add);
    for (ScoredNegatives kind : all) {
      boolean reported = scored.contains(kind);
      for (DetCurve.Point point : kind.curve.points()) {
        DetectionCounts counts = point.counts();
        table.row(
            reported ? "reported" : "choosing",
            kind.negatives.name(),
            point.threshold(),
            counts.words(),
            counts.words() - counts.hits(),
            counts.confusions(),
            counts.falseAlarms(),
            counts.hours(),
            counts.alarms().perHour());
      }
      List<DetCurve.Point> drawn =
          kind.curve.points().stream()
              .filter(point -> point.counts().falseAlarms() > 0 && point.counts().words() > 0)
              .toList();
      if (!drawn.isEmpty() && reported) {
        lines.put(
            kind.negatives.name(),
            new double[][] {
              drawn.stream().mapToDouble(point -> point.counts().alarms().perHour()).toArray(),
              drawn.stream().mapToDouble(point -> point.counts().missRate()).toArray()
            });
      }
    }
    table.write(folder.resolve("det.csv"));
    if (!lines.isEmpty()) {
      TradeOffPlot.write(
          folder.resolve("det.png"),
          new Labels("Detection error trade-off", "false alarms an hour", "words missed"),
          lines);
    }
  }
}
