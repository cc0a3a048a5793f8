package org.keyspike.analysis.stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keyspike.evaluation.Accuracy;
import org.keyspike.evaluation.AccuracyInterval;
import org.keyspike.evaluation.DetectionCounts;
import org.keyspike.evaluation.FalseAlarms;
import org.keyspike.evaluation.Interval;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.io.TextTable;
import org.keyspike.pipeline.detection.DetectorParity;
import org.keyspike.pipeline.detection.Q15;
import org.keyspike.report.html.NumberText;

/**
 * The findings of an evaluation in streams.
 *
 * @param seed of all draws
 * @param detector its settings
 * @param toleranceMillis how long after its end a word may be detected
 * @param parity of the integer detector, by which all is counted, with one in real numbers on the
 *     same answers
 * @param choosing the sound that thresholds were chosen in, none of which is in the kinds; empty
 *     without any
 * @param kinds of streams, recorded speech first
 * @param unreached false alarms an hour for which there is no threshold, each with the reason
 * @param noise accuracy of clips in background recordings; empty without any
 * @param recordings names of those
 */
public record StreamFindings(
    long seed,
    Settings detector,
    int toleranceMillis,
    DetectorParity parity,
    Optional<Choosing> choosing,
    List<Kind> kinds,
    List<String> unreached,
    List<Noise> noise,
    List<String> recordings) {

  /**
   * The settings of the detector.
   *
   * @param threshold of the image, or that was set, 0 to 1; the lowest if those of classes differ
   * @param smoothing answers that posteriors are averaged over
   * @param refractoryMillis after a detection, nothing is detected for so long
   * @param thresholds of every class, Q15: 32768 stands for 1; 0 for one that is never detected
   */
  public record Settings(
      double threshold, int smoothing, int refractoryMillis, List<Integer> thresholds) {

    static Settings of(IntegerDetectorSettings detector) {
      return new Settings(
          Q15.lowest(detector),
          detector.smoothing(),
          Q15.real(detector).refractoryMillis(),
          Arrays.stream(detector.thresholds().values()).boxed().toList());
    }
  }

  /**
   * Sound to choose thresholds in.
   *
   * @param sound what it is
   * @param hours of it without words
   * @param words of the validation part that were laid into it
   */
  public record Choosing(String sound, double hours, int words) {}

  /**
   * One kind of sound that words were laid into.
   *
   * @param name what it is
   * @param streams how many
   * @param leftOut recordings that were not used, as a keyword is said in them; empty where sound
   *     is made without
   * @param unchecked recordings that were used though nothing says what is said in them; empty
   *     likewise
   * @param points what thresholds give
   */
  public record Kind(
      String name,
      int streams,
      Optional<Integer> leftOut,
      Optional<Integer> unchecked,
      List<Point> points) {}

  /**
   * What a threshold gives.
   *
   * @param chosen why this threshold
   * @param threshold of the smoothed posterior
   * @param words what became of the words laid into the streams
   * @param alarms where no word was said
   * @param latency of the words that were detected
   */
  public record Point(
      String chosen,
      double threshold,
      @JsonUnwrapped Words words,
      @JsonUnwrapped Alarms alarms,
      @JsonUnwrapped Latency latency) {

    static Point of(String chosen, double threshold, DetectionCounts counts) {
      int missed = counts.words() - counts.hits();
      FalseAlarms alarms = counts.alarms();
      return new Point(
          chosen,
          threshold,
          new Words(
              counts.words(),
              missed,
              counts.words() == 0 ? Optional.empty() : Optional.of(counts.missInterval()),
              counts.confusions(),
              counts.repeats()),
          new Alarms(counts.falseAlarms(), counts.hours(), alarms.perHour(), alarms.interval()),
          new Latency(
              Optional.ofNullable(counts.latency(0.5)), Optional.ofNullable(counts.latency(0.9))));
    }

    private List<String> row(String kind) {
      return List.of(
          kind,
          chosen,
          NumberText.text("%.4f", threshold),
          words.missed + " of " + words.words,
          words.words == 0 ? "" : NumberText.text("%.3f", (double) words.missed / words.words),
          String.valueOf(words.confusions),
          NumberText.text("%d in %.2f h", alarms.falseAlarms, alarms.hours),
          new FalseAlarms(alarms.falseAlarms, alarms.hours).toString(),
          latency
              .latencyMillis
              .map(half -> half + ", " + latency.latency90Millis.orElseThrow())
              .orElse(""));
    }
  }

  /**
   * What became of words.
   *
   * @param words laid into the streams
   * @param missed of them
   * @param missInterval of the part that is missed, 95 %, by speaker where speakers are known;
   *     empty without words
   * @param confusions detections of another word than the one that was said
   * @param repeats detections of a word that had been detected
   */
  public record Words(
      int words, int missed, Optional<Interval> missInterval, int confusions, int repeats) {}

  /**
   * Detections where no word was said.
   *
   * @param falseAlarms how many
   * @param hours how long the sound without words was
   * @param perHour false alarms an hour
   * @param perHourInterval its interval, 95 %, Poisson
   */
  public record Alarms(int falseAlarms, double hours, double perHour, Interval perHourInterval) {}

  /**
   * From a word's end to its detection; empty without a hit.
   *
   * @param latencyMillis median
   * @param latency90Millis what nine of ten do not exceed
   */
  public record Latency(Optional<Long> latencyMillis, Optional<Long> latency90Millis) {}

  /**
   * What a signal-to-noise ratio leaves of the accuracy.
   *
   * @param snrDb empty without noise
   * @param interval 95 %, by speaker where speakers are known
   */
  public record Noise(
      @JsonProperty("snrDb") Optional<Integer> snrDb,
      double accuracy,
      int correct,
      int count,
      Interval interval) {

    static Noise of(NoiseTrial.Row row) {
      int correct = row.clips().stream().mapToInt(clip -> clip.accuracy().correct()).sum();
      Accuracy accuracy = new Accuracy(correct, row.clips().size());
      return new Noise(
          row.snrDb(),
          accuracy.value(),
          accuracy.correct(),
          accuracy.count(),
          AccuracyInterval.of(row.clips()));
    }
  }

  /** As tables, for people. */
  public String text() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "words in",
            "threshold chosen",
            "threshold",
            "missed",
            "miss rate",
            "confused",
            "false alarms",
            "an hour (95 %)",
            "latency ms: median, 90 %"));
    for (Kind kind : kinds) {
      kind.points.forEach(point -> rows.add(point.row(kind.name)));
    }
    StringBuilder text = new StringBuilder(TextTable.of(rows));
    text.append(
        NumberText.text(
            "%d answers smoothed, refractory %d ms, a word may be detected until %d ms after its end%n",
            detector.smoothing(), detector.refractoryMillis(), toleranceMillis));
    text.append(parity.text()).append(System.lineSeparator());
    text.append(
        choosing
            .map(
                one ->
                    NumberText.text(
                        "Thresholds were chosen in %.2f h of %s with %d words of the validation part,"
                            + " none of which is in the table; the image's own, or the one that"
                            + " was set, was chosen elsewhere.%n",
                        one.hours, one.sound, one.words))
            .orElse(""));
    if (kinds.stream().noneMatch(kind -> kind.leftOut.isPresent())) {
      text.append(
          NumberText.text(
              "No recorded speech was listened to (--negatives): these are no rates of false alarms"
                  + " among people.%n"));
    }
    unreached.forEach(line -> text.append(line).append(System.lineSeparator()));
    for (Kind kind : kinds) {
      if (kind.leftOut.isPresent()) {
        text.append(
            NumberText.text(
                "%s: %d recordings left out, as a keyword is said in them%s%n",
                kind.name,
                kind.leftOut.get(),
                kind.unchecked.orElse(0) == 0
                    ? ""
                    : "; of "
                        + kind.unchecked.get()
                        + " that were used nothing tells what is said"));
      }
    }
    if (!noise.isEmpty()) {
      List<List<String>> table = new ArrayList<>();
      table.add(List.of("signal to noise", "accuracy", "95 % interval"));
      for (Noise one : noise) {
        table.add(
            List.of(
                one.snrDb.map(level -> level + " dB").orElse("clean"),
                NumberText.text("%.4f", one.accuracy),
                NumberText.text("%.4f–%.4f", one.interval.lower(), one.interval.upper())));
      }
      text.append(System.lineSeparator()).append(TextTable.of(table));
      text.append("clips in ").append(String.join(", ", recordings));
    }
    return text.toString().stripTrailing();
  }
}
