package org.keyspike.pipeline.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.keyspike.audio.FrontEndKind;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.evaluation.FalseAlarms;
import org.keyspike.hardware.WeightImage;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.io.TextTable;
import org.keyspike.pipeline.detection.DetectorChoice;
import org.keyspike.pipeline.detection.Q15;
import org.keyspike.spotting.NetworkFile;

/**
 * What is before and behind the network of an image, for people: the front end, the detector, and
 * how its thresholds were chosen.
 *
 * @param image that they are in
 * @param choice how they were chosen, if that is known
 */
record SpotterText(WeightImage image, Optional<DetectorChoice> choice) {

  /** The features that reach the network, as in {@code 40 bands of ln(1 + 2^7·power)}. */
  static String features(WeightImage image) {
    FrontEndSettings frontEnd = image.features().frontEnd();
    return format("%d bands of ln(1 + %s·power)", frontEnd.bands(), gain(frontEnd));
  }

  private static String gain(FrontEndSettings frontEnd) {
    return frontEnd.kind() == FrontEndKind.INTEGER
        ? "2^" + frontEnd.exponent()
        : String.valueOf(frontEnd.gain());
  }

  /** All of it. */
  String text() {
    List<String> parts = new ArrayList<>(List.of(frontEnd()));
    image.detector().ifPresent(detector -> parts.addAll(detector(detector)));
    return String.join("\n\n", parts);
  }

  private String frontEnd() {
    FrontEndSettings frontEnd = new NetworkFile.Packed(image).features().frontEnd();
    String kind =
        frontEnd.kind() == FrontEndKind.INTEGER
            ? "in integers, from 16-bit samples to 8-bit features"
            : "in real numbers, its features rounded to 8 bits";
    return "Front end: "
        + kind
        + format(", %d bands, gain ", frontEnd.bands())
        + gain(frontEnd)
        + ", "
        + frontEnd
            .normalized()
            .map(pcen -> pcen.text())
            .or(() -> frontEnd.tracked().map(background -> background.text()))
            .orElse("no background taken away")
        + ".";
  }

  private List<String> detector(IntegerDetectorSettings settings) {
    List<String> parts = new ArrayList<>();
    parts.add(
        format(
            "Detector: in integers, the mean of %d answers, of which there are ten a second; nothing"
                + " for %.2f s after a detection; threshold %s%s.",
            settings.smoothing(),
            (double) settings.refractoryFrames() / FrontEndSettings.FRAME_RATE,
            thresholds(settings),
            silent(settings)));
    // What was chosen for another image says nothing of this one.
    Optional<DetectorChoice> own = choice.filter(one -> one.settings().equals(settings));
    if (own.isEmpty() || own.get().falseAlarmsPerHour() == 0) {
      parts.add(
          "The threshold was not chosen on this network: what it misses, and how often it is wrong, is for"
              + " `evaluate --stream` to tell.");
      return parts;
    }
    own.get()
        .note()
        .ifPresent(
            note ->
                parts.add("No threshold was chosen: " + note + ". The one of the recipe stays."));
    own.get().stream().ifPresent(heard -> parts.addAll(heard(own.get(), heard)));
    return parts;
  }

  private static String thresholds(IntegerDetectorSettings settings) {
    int[] distinct =
        IntStream.of(settings.thresholds().values()).filter(one -> one > 0).distinct().toArray();
    return distinct.length == 1
        ? format("%.4f (%d of 32768) for every word", Q15.real(distinct[0]), distinct[0])
        : "by word";
  }

  private String silent(IntegerDetectorSettings settings) {
    int[] thresholds = settings.thresholds().values();
    List<String> never =
        IntStream.range(0, thresholds.length)
            .filter(k -> thresholds[k] == 0)
            .mapToObj(image.classes()::get)
            .toList();
    return never.isEmpty() ? "" : "; never detected: " + String.join(" ", never);
  }

  private static List<String> heard(DetectorChoice choice, DetectorChoice.Heard heard) {
    String at =
        choice.chosen()
            ? format("at %s false alarms an hour", number(choice.falseAlarmsPerHour()))
            : "at the threshold of the recipe";
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("class", "words", "missed", "miss rate", "threshold"));
    for (DetectorChoice.Row row : choice.classes()) {
      if (row.threshold() > 0) {
        rows.add(
            List.of(
                row.name(),
                row.words().map(String::valueOf).orElse(""),
                row.missed().map(String::valueOf).orElse(""),
                row.missRate().map(rate -> format("%.3f", rate)).orElse(""),
                format("%.4f", Q15.real(row.threshold()))));
      }
    }
    return List.of(
        format(
            "Miss rate by class %s, of %d words of the validation part in %.2f h of %s (%d false alarms,"
                + " %s an hour):",
            at,
            heard.words(),
            heard.hours(),
            heard.sound(),
            heard.falseAlarms(),
            new FalseAlarms(heard.falseAlarms(), heard.hours())),
        TextTable.of(rows).stripTrailing());
  }

  private static String number(double value) {
    return value == Math.rint(value) ? format("%.0f", value) : String.valueOf(value);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
