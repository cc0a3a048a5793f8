package org.keyspike.cli.listen;

import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.keyspike.audio.FrontEndSettings;
import org.keyspike.cli.console.Console;
import org.keyspike.cli.console.LevelMeter;
import org.keyspike.integer.IntegerDetectorSettings;
import org.keyspike.spotting.Answer;
import org.keyspike.spotting.Detection;

/** The view of what is detected. */
public final class ListenView {
  private static final int TOP = 3;
  private static final long REDRAW_NANOS = 100_000_000;

  private final Console console;
  private final List<String> classes;
  private final boolean answers;
  private final boolean drawn;
  private final LevelMeter level = new LevelMeter();
  private long lastDrawn;

  /** The first line of JSON: the detector's settings, refractory time in seconds. */
  private record Start(
      String event,
      String from,
      List<String> given,
      int smoothing,
      double refractory,
      Map<String, Double> thresholds) {}

  /** A line of JSON: something was detected. */
  private record DetectedWord(
      String event, String word, int label, double start, double end, double score) {}

  /** A line of JSON: what the network says now; the words that are nearest, nearest first. */
  private record Now(String event, double time, List<Word> words) {}

  /** A word and its posterior, not smoothed. */
  private record Word(String word, double posterior) {}

  /** The last line of JSON. */
  private record End(String event, double seconds, long detections) {}

  /**
   * @param classes names of the network's classes
   * @param answers whether every answer is a line, with JSON
   */
  public ListenView(Console console, List<String> classes, boolean answers) {
    this.console = console;
    this.classes = classes;
    this.answers = answers;
    drawn = console.terminal();
  }

  /**
   * Says by which settings words will be detected.
   *
   * @param from where they come from: {@code image} or {@code standard}
   * @param given those of them that options gave
   */
  public void start(IntegerDetectorSettings settings, String from, List<String> given) {
    double refractory = (double) settings.refractoryFrames() / FrontEndSettings.FRAME_RATE;
    Map<String, Double> thresholds = thresholds(settings);
    if (console.json()) {
      console.answer(
          new Start("start", from, given, settings.smoothing(), refractory, thresholds), "");
      return;
    }
    if (thresholds.isEmpty()) {
      console.note("no class of this network is ever detected");
      return;
    }
    DoubleSummaryStatistics range =
        thresholds.values().stream().mapToDouble(threshold -> threshold).summaryStatistics();
    String options =
        given.stream().map(name -> "--" + name).collect(Collectors.joining(" ", ", but for ", ""));
    console.note(
        String.format(
            Locale.ROOT,
            "threshold %.2f%s, smoothing %d, refractory %.1f s: %s settings%s",
            range.getMin(),
            range.getMax() > range.getMin()
                ? String.format(Locale.ROOT, " to %.2f", range.getMax())
                : "",
            settings.smoothing(),
            refractory,
            from.equals("image") ? "the image's" : from,
            given.isEmpty() ? "" : options));
  }

  /** Of the words that can be detected. */
  private Map<String, Double> thresholds(IntegerDetectorSettings settings) {
    Map<String, Double> thresholds = new LinkedHashMap<>();
    for (int k = 0; k < classes.size(); k++) {
      if (settings.thresholds().get(k) > 0) {
        thresholds.put(
            classes.get(k), (double) settings.thresholds().get(k) / IntegerDetectorSettings.ONE);
      }
    }
    return thresholds;
  }

  /** Takes note of how loud it is. */
  public void sound(short[] samples, int length) {
    level.sound(samples, length);
  }

  /** Shows what the network says now. */
  public void answer(Answer answer) {
    if (console.json() && answers) {
      console.answer(new Now("answer", answer.seconds(), nearest(answer)), "");
    }
    long now = System.nanoTime();
    if (drawn && now - lastDrawn >= REDRAW_NANOS) {
      lastDrawn = now;
      console.draw(line(answer));
    }
  }

  /** Shows a keyword. */
  public void detection(Detection detection) {
    clear();
    console.answer(
        new DetectedWord(
            "detection",
            detection.name(),
            detection.label(),
            detection.start(),
            detection.end(),
            detection.score()),
        String.format(
            Locale.ROOT,
            "%s  %-12s %.2f",
            time(detection.end()),
            detection.name(),
            detection.score()));
  }

  /** Ends: says how much was detected. */
  public void end(double seconds, long detections) {
    clear();
    if (console.json()) {
      console.answer(new End("end", seconds, detections), "");
    } else {
      console.note(String.format(Locale.ROOT, "%d words in %.1f s of sound", detections, seconds));
    }
  }

  /** Takes the line away that is drawn again and again, so that another can be written. */
  public void clear() {
    if (drawn) {
      console.draw("");
    }
  }

  private String line(Answer answer) {
    String words =
        nearest(answer).stream()
            .map(word -> String.format(Locale.ROOT, "%s %.2f", word.word, word.posterior))
            .collect(Collectors.joining("  "));
    return time(answer.seconds()) + " " + level.text() + "  " + words;
  }

  private List<Word> nearest(Answer answer) {
    double[] posteriors = answer.posteriors();
    return IntStream.range(0, posteriors.length)
        .boxed()
        .sorted(Comparator.comparingDouble(k -> -posteriors[k]))
        .limit(TOP)
        .map(k -> new Word(classes.get(k), posteriors[k]))
        .toList();
  }

  private static String time(double seconds) {
    int whole = (int) seconds;
    return String.format(
        Locale.ROOT,
        "%d:%02d:%04.1f",
        whole / 3600,
        whole / 60 % 60,
        seconds - 60.0 * (whole / 60));
  }
}
