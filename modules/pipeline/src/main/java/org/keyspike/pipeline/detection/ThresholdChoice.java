package org.keyspike.pipeline.detection;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.keyspike.datasets.Dataset;
import org.keyspike.datasets.Seeds;
import org.keyspike.datasets.Split;
import org.keyspike.datasets.Utterance;
import org.keyspike.evaluation.ClassDetections;
import org.keyspike.evaluation.DetCurve;
import org.keyspike.evaluation.DetectionCounts;
import org.keyspike.evaluation.DetectorSettings;
import org.keyspike.evaluation.FalseAlarms;
import org.keyspike.evaluation.StreamScore;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.integer.IntegerVector;
import org.keyspike.io.ProgressListener;
import org.keyspike.pipeline.recipe.DetectorSection;
import org.keyspike.spotting.KeywordSpotter;
import org.keyspike.spotting.NetworkFile;
import org.keyspike.synthesis.KeywordStreams;
import org.keyspike.synthesis.Negatives;
import org.keyspike.synthesis.SeveralNegatives;
import org.keyspike.synthesis.SpokenClips;
import org.keyspike.synthesis.SynthesizedSpeech;
import org.keyspike.synthesis.VoiceSettings;

/**
 * The choice of a detector's thresholds on a validation stream.
 *
 * <p>The stream: clips of the validation part that are no keywords, one after the other, and
 * synthesised sentences for the rest of 3/rate hours (1 at least, 30 at most), with the keyword
 * clips of the validation part laid between them. No clip of it is in the test part. The threshold,
 * one for all keywords, is the lowest down to which there are never more false alarms an hour than
 * asked for ({@link DetCurve#operatingPoint}). Of several smoothings the one is chosen that misses
 * the fewest words at its own threshold.
 *
 * @param model the network on the integer grid
 * @param section what is asked for
 * @param seed of all draws
 * @param threads threads to work with; nothing depends on them
 * @param voices whose voices say the sentences
 */
public record ThresholdChoice(
    NetworkFile model, DetectorSection section, long seed, int threads, VoiceSettings voices) {
  /** More sound than this is not made: a rate that it cannot tell is not chosen for. */
  public static final double MOST_HOURS = 30;

  /** How long after its end a word may be detected, ms. */
  public static final int TOLERANCE_MILLIS = 1_000;

  /** The hours that a rate is told after. */
  private static final double RULE_OF_THREE = 3;

  /** Less sound than this has room for too few words. */
  private static final double LEAST_HOURS = 1;

  /** Some sound is lost to the first second of each piece and to the windows of words. */
  private static final double SPARE = 1.1;

  /** What is left of clips between which words are laid more densely. */
  private static final double LEFT_OF_CLIPS = 0.75;

  /** The draw of sentences and places, apart from those of {@code evaluate --stream}. */
  private static final int VALIDATION = 9;

  /** The detector, chosen on a data set's validation part if the section asks for that. */
  public DetectorChoice on(Dataset dataset, ProgressListener progress) throws IOException {
    double rate = section.falseAlarmsPerHour();
    if (!section.chooses()) {
      return unheard(Optional.empty());
    }
    if (RULE_OF_THREE / rate > MOST_HOURS) {
      return unheard(
          Optional.of(
              format(
                  "%s false alarms an hour cannot be told: that takes %.3g h of sound, and %.0f are"
                      + " made at most",
                  plain(rate), RULE_OF_THREE / rate, MOST_HOURS)));
    }
    double hours = Math.max(LEAST_HOURS, RULE_OF_THREE / rate);
    return in(sound(clips(dataset, false), SPARE * hours), clips(dataset, true), progress);
  }

  /** What the network hears in hours of the validation stream, for who chooses nothing there. */
  public List<StreamScore> hear(Dataset dataset, double hours, ProgressListener progress)
      throws IOException {
    Negatives sound = sound(clips(dataset, false), SPARE * hours);
    return hear(List.of(section.smoothing()), sound, clips(dataset, true), progress).get(0);
  }

  /** The clips of the validation part that are keywords, or the others. */
  private List<Utterance> clips(Dataset dataset, boolean keywords) {
    Set<Integer> others = KeywordSpotter.unreported(model.classes());
    return dataset.utterances(Split.VALIDATION).stream()
        .filter(clip -> others.contains(clip.labels()[0]) != keywords)
        .toList();
  }

  /** So many hours of sound, or a little more, with the clips in it. */
  Negatives sound(List<Utterance> clips, double hours) throws IOException {
    List<Negatives> kinds = new ArrayList<>();
    SpokenClips spoken = new SpokenClips(clips);
    if (!clips.isEmpty()) {
      kinds.add(spoken);
    }
    double rest = hours - LEFT_OF_CLIPS * spoken.hours();
    if (rest > 0) {
      kinds.add(
          new SynthesizedSpeech(model.classes(), rest, Seeds.derive(seed, VALIDATION), voices));
    }
    return new SeveralNegatives(kinds);
  }

  /** The detector, chosen in some sound. */
  DetectorChoice in(Negatives sound, List<Utterance> words, ProgressListener progress)
      throws IOException {
    List<List<StreamScore>> heard = hear(section.candidates(), sound, words, progress);
    List<DetectorChoice> choices = new ArrayList<>();
    for (int i = 0; i < heard.size(); i++) {
      choices.add(smoothing(section.candidates().get(i)).choose(heard.get(i), sound.name()));
    }
    return fewestMissed(choices);
  }

  /**
   * The choice that misses the fewest words at its threshold; of equals the one with the fewest
   * answers, which detects soonest. Where no threshold gives the rate, the first.
   */
  static DetectorChoice fewestMissed(List<DetectorChoice> choices) {
    return choices.stream()
        .filter(DetectorChoice::chosen)
        .min(
            Comparator.comparingInt((DetectorChoice one) -> one.stream().orElseThrow().missed())
                .thenComparingInt(DetectorChoice::smoothing))
        .orElse(choices.get(0));
  }

  private ThresholdChoice smoothing(int answers) {
    return new ThresholdChoice(model, section.with(answers), seed, threads, voices);
  }

  private List<List<StreamScore>> hear(
      List<Integer> smoothings, Negatives sound, List<Utterance> words, ProgressListener progress)
      throws IOException {
    KeywordStreams streams = new KeywordStreams(sound, words, Seeds.derive(seed, VALIDATION));
    IntegerDetectorSettings usual = settings(section.thresholdQ15());
    List<IntegerDetectorSettings> detectors =
        smoothings.stream()
            .map(answers -> smoothing(answers).settings(section.thresholdQ15()))
            .toList();
    return new StreamRunner(model, usual, threads)
        .by(detectors, streams, progress).stream()
            .map(one -> one.stream().map(HeardStream::score).toList())
            .toList();
  }

  /** The detector, chosen by what was heard in streams. */
  DetectorChoice choose(List<StreamScore> heard, String sound) {
    double rate = section.falseAlarmsPerHour();
    DetectorSettings settings =
        new DetectorSettings(
            Q15.real(section.thresholdQ15()), section.smoothing(), section.refractoryMs());
    Optional<DetCurve.Point> point =
        DetCurve.of(heard, settings, TOLERANCE_MILLIS).operatingPoint(rate);
    if (point.isPresent()) {
      int threshold = (int) Math.round(point.get().threshold() * IntegerDetectorSettings.ONE);
      return heard(settings(threshold), true, heard, sound, Optional.empty());
    }
    double hours = DetectionCounts.of(heard, settings, TOLERANCE_MILLIS).hours();
    String why =
        FalseAlarms.measurable(rate, hours)
            ? "cannot be reached: every threshold gives more"
            : format("cannot be told: that takes %.3g h, and there were %.2f", 3 / rate, hours);
    return heard(
        settings(section.thresholdQ15()),
        false,
        heard,
        sound,
        Optional.of(plain(rate) + " false alarms an hour " + why));
  }

  private IntegerDetectorSettings settings(int threshold) {
    int[] thresholds = new int[model.classes().size()];
    Set<Integer> others = KeywordSpotter.unreported(model.classes());
    for (int k = 0; k < thresholds.length; k++) {
      thresholds[k] = others.contains(k) ? 0 : threshold;
    }
    return new IntegerDetectorSettings(
        section.smoothing(), section.refractoryFrames(), new IntegerVector(thresholds));
  }

  private DetectorChoice heard(
      IntegerDetectorSettings settings,
      boolean chosen,
      List<StreamScore> streams,
      String sound,
      Optional<String> note) {
    DetectionCounts counts = DetectionCounts.of(streams, Q15.real(settings), TOLERANCE_MILLIS);
    List<DetectorChoice.Row> rows = new ArrayList<>();
    for (ClassDetections one : ClassDetections.of(streams, Q15.real(settings), TOLERANCE_MILLIS)) {
      rows.add(
          new DetectorChoice.Row(
              model.classes().get(one.label()),
              settings.thresholds().values()[one.label()],
              Optional.of(one.words()),
              Optional.of(one.missed()),
              one.words() == 0
                  ? Optional.empty()
                  : Optional.of((double) one.missed() / one.words()),
              Optional.of(one.falseAlarms())));
    }
    Optional<DetectorChoice.Heard> stream =
        counts.hours() == 0
            ? Optional.empty()
            : Optional.of(
                new DetectorChoice.Heard(
                    sound,
                    counts.hours(),
                    counts.words(),
                    counts.words() - counts.hits(),
                    counts.falseAlarms(),
                    counts.alarms().perHour(),
                    counts.alarms().interval()));
    return choice(settings, chosen, stream, rows, note);
  }

  private DetectorChoice unheard(Optional<String> note) {
    IntegerDetectorSettings settings = settings(section.thresholdQ15());
    int[] thresholds = settings.thresholds().values();
    List<DetectorChoice.Row> rows = new ArrayList<>();
    for (int k = 0; k < thresholds.length; k++) {
      rows.add(
          new DetectorChoice.Row(
              model.classes().get(k),
              thresholds[k],
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()));
    }
    return choice(settings, false, Optional.empty(), rows, note);
  }

  private DetectorChoice choice(
      IntegerDetectorSettings settings,
      boolean chosen,
      Optional<DetectorChoice.Heard> stream,
      List<DetectorChoice.Row> rows,
      Optional<String> note) {
    return new DetectorChoice(
        settings.smoothing(),
        settings.refractoryFrames(),
        section.falseAlarmsPerHour(),
        chosen,
        stream,
        rows,
        note,
        Optional.empty());
  }

  private static String plain(double rate) {
    return rate == Math.rint(rate) ? format("%.0f", rate) : String.valueOf(rate);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
